import { backupBackend, restoreBackend, startBackend } from "./main";

// What `node dist/backend.js [backup FILE | restore FILE]` runs, and `dbscst serve` with the same arguments.

async function run(args: readonly string[]): Promise<number> {
  const [command, file] = args[0] === "serve" ? args.slice(1) : args;
  if (command === undefined) return startBackend();
  if (file !== undefined && command === "backup") return backupBackend(file);
  if (file !== undefined && command === "restore") return restoreBackend(file);
  process.stderr.write("usage: backend.js [backup FILE | restore FILE]\n");
  return 2;
}

void run(process.argv.slice(2)).then((code) => {
  if (code !== 0) process.exitCode = code;
});
