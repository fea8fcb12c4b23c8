import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, setPriority } from "node:os";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { CodeCache } from "./code-cache";
import { wasmCodec, type WasmCodec } from "./compiled-wasm";

/** How often it is looked whether the process has nothing to do, in milliseconds, and what counts as nothing. */
const idleCheckMs = 2000;
const idleShare = 0.1;

interface TakeUp {
  readonly cache: CodeCache;
  readonly codec: WasmCodec;
  readonly files: readonly string[];
  readonly onMissing: () => void;
}

/**
 * Runs a program of `dist/` with the code that V8 compiled for it in an earlier run, and sees to it that there is such
 * code for the next one. What is missing is made when the process has nothing else to do; nothing waits for it.
 * `modules` are the WebAssembly files that the program compiles, relative to the program.
 */
export function launch(program: string, modules: readonly string[]): void {
  const codec = wasmCodec();
  const cache = CodeCache.open();
  const file = join(__dirname, program);
  if (cache && codec) {
    const files = modules.map((module) => join(__dirname, module));
    takeUpModules({ cache, codec, files, onMissing: () => whenIdle(() => compileAhead(files)) });
  }
  const source = readFileSync(file);
  const path = cache?.path(program, source);
  const cachedData = path === undefined ? undefined : cache?.read(path);
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${source.toString()}\n})`;
  const script = new Script(wrapped, {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  if (cache && path !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
    whenIdle(() => {
      // By now it holds the functions that were needed, too.
      cache.write(path, script.createCachedData());
    });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...of: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
}

/** Has modules that come from the cache stand for those that would be compiled. */
function takeUpModules({ cache, codec, files, onMissing }: TakeUp): void {
  const sizes = new Map(files.map((file) => [statSync(file).size, basename(file)]));
  const known = (source: Uint8Array): WebAssembly.Module | undefined => {
    const name = sizes.get(source.byteLength);
    if (name === undefined) return undefined;
    const path = cache.path(name, source);
    const code = cache.read(path);
    if (code) return codec.deserialize(code, source);
    if (!cache.has(path)) onMissing();
    return undefined;
  };
  const { compile, instantiate } = WebAssembly;
  WebAssembly.compile = (source) => {
    const module = known(source);
    return module ? Promise.resolve(module) : compile(source);
  };
  const instantiateKnown = async (source: Uint8Array | WebAssembly.Module, imports?: object) => {
    if (source instanceof WebAssembly.Module) return instantiate(source, imports);
    const module = known(source);
    return module ? { module, instance: await instantiate(module, imports) } : instantiate(source, imports);
  };
  WebAssembly.instantiate = instantiateKnown as typeof instantiate;
}

function compileAhead(files: readonly string[]): void {
  const program = join(__dirname, "compile-ahead.js");
  // Without threads of its own, which would not have the priority of the process.
  const options = [...process.execArgv, "--v8-pool-size=0"];
  const child = spawn(process.execPath, [...options, program, ...files], { detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  child.unref();
}

/** Does it once, as soon as the process has had nothing to do for a while; never, where that does not come. */
function whenIdle(action: () => void): void {
  let last = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    if (utilization > idleShare) return;
    clearInterval(timer);
    try {
      action();
    } catch {
      // A full disk, or a process that may not start others: the next start takes as long as this one.
    }
  }, idleCheckMs);
  timer.unref();
}
