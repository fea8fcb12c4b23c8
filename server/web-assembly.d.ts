// Node has it, but its types come with a browser's library alone.
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }
  const Module: {
    new (bytes: Uint8Array): Module;
    readonly exports: (module: Module) => readonly { readonly name: string }[];
  };
  interface Instantiate {
    (module: Module, imports?: object): Promise<object>;
    (bytes: Uint8Array, imports?: object): Promise<{ module: Module; instance: object }>;
  }
  let compile: (bytes: Uint8Array) => Promise<Module>;
  let instantiate: Instantiate;
}
