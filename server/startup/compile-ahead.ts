import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { CodeCache } from "./code-cache";
import { compileThoroughly, wasmCodec } from "./compiled-wasm";

/**
 * The program `dist/compile-ahead.js FILE…`: compiles WebAssembly modules well and keeps the code for the next start.
 * It runs by itself, at the lowest priority, since it takes seconds and may be ended by V8.
 */
const proof = "--proof";

/** Whether code can be taken up, seen in a process that may die of it. */
function isSound(path: string, file: string): boolean {
  try {
    execFileSync(process.execPath, [...process.execArgv, __filename, proof, path, file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function prove([path = "", file = ""]: readonly string[]): void {
  const source = readFileSync(file);
  const code = CodeCache.open()?.read(path);
  const module = code && wasmCodec()?.deserialize(code, source);
  if (module === undefined || WebAssembly.Module.exports(module).length === 0) process.exitCode = 1;
}

function compile(files: readonly string[]): void {
  const codec = wasmCodec();
  const cache = CodeCache.open();
  if (!codec || !cache) return;
  for (const file of files) {
    const source = readFileSync(file);
    const path = cache.path(basename(file), source);
    if (cache.has(path)) continue;
    const draft = `${path}.${String(process.pid)}.unproven`;
    cache.write(draft, codec.serialize(compileThoroughly(source)));
    if (isSound(draft, file)) renameSync(draft, path);
    else rmSync(draft);
  }
}

const args = process.argv.slice(2);
if (args[0] === proof) prove(args.slice(1));
else compile(args);
