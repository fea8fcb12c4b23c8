// Node has it, but its types come with a browser's library alone.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    static exports(module: Module): readonly { readonly name: string }[];
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports?: object): Promise<object>;
  function instantiate(bytes: Uint8Array, imports?: object): Promise<{ module: Module; instance: object }>;
}
