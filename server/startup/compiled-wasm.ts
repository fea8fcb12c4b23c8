import { setFlagsFromString } from "node:v8";
import { runInThisContext } from "node:vm";

/**
 * Node has V8 compile a WebAssembly module anew in each process, first quickly and then, while it runs, well, and has
 * no interface to keep the result. V8 itself does; its own name for that is used here, for this product's own modules,
 * and where anything is not as expected the module is compiled as usual.
 */
export interface WasmCodec {
  /** The code that has been compiled well. Ends the process where there is none, so it is for a process of its own. */
  serialize(module: WebAssembly.Module): Uint8Array;
  /** Undefined when another V8, other flags or another processor made the code. */
  deserialize(code: Uint8Array, source: Uint8Array): WebAssembly.Module | undefined;
}

/**
 * V8 only takes code that was made under the same flags, and reckons a flag that was set to its default as set; so
 * whoever reads sets the same ones as whoever writes.
 */
const thorough = ["--no-liftoff", "--no-wasm-lazy-compilation"];
const usual = ["--liftoff", "--wasm-lazy-compilation"];

/**
 * How far the heap may grow beyond what was alive at its last collection, in percent. V8 would let it grow to four
 * times that while a process allocates fast, as a language server does at each key.
 */
const heapGrowth = "--heap-growing-percent=100";

const natives =
  "[(module) => %SerializeWasmModule(module), (code, source) => %DeserializeWasmModule(code, source)]";

type Natives = [
  (module: WebAssembly.Module) => ArrayBuffer,
  (code: ArrayBuffer, source: Uint8Array) => WebAssembly.Module | undefined,
];

/**
 * Sets V8's flags to what both sides agree upon; to be called before anything else of this folder. Undefined where
 * this V8 has no such functions, and in Electron, whose V8 has not been tried.
 */
export function wasmCodec(): WasmCodec | undefined {
  if (process.versions.electron !== undefined) return undefined;
  for (const flag of [heapGrowth, ...thorough, ...usual]) setFlagsFromString(flag);
  try {
    const [serialize, deserialize] = withNatives(() => runInThisContext(natives) as Natives);
    return {
      serialize: (module) => withNatives(() => new Uint8Array(serialize(module))),
      deserialize: (code, source) => withNatives(() => deserialize(new Uint8Array(code).buffer, source)),
    };
  } catch {
    return undefined;
  }
}

/** The syntax exists only while the flag is set, both when a function is read and when it is run first. */
function withNatives<Value>(action: () => Value): Value {
  setFlagsFromString("--allow-natives-syntax");
  try {
    return action();
  } finally {
    setFlagsFromString("--no-allow-natives-syntax");
  }
}

/** Compiles all of a module, well: ten seconds of work for PostgreSQL. */
export function compileThoroughly(source: Uint8Array): WebAssembly.Module {
  for (const flag of thorough) setFlagsFromString(flag);
  try {
    return new WebAssembly.Module(source);
  } finally {
    for (const flag of usual) setFlagsFromString(flag);
  }
}
