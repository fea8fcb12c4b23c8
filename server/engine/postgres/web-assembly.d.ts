// Node has it, but its types come with a browser's library alone.
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>;
}
