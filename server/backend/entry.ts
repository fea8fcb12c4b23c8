import { backupBackend, restoreBackend, startBackend } from "./main";

// What `node dist/backend.js [backup FILE | restore FILE]` runs.

async function run([command, file]: readonly string[]): Promise<number> {
  if (command === undefined) return startBackend();
  if (file !== undefined && command === "backup") return backupBackend(file);
  if (file !== undefined && command === "restore") return restoreBackend(file);
  process.stderr.write("usage: backend.js [backup FILE | restore FILE]\n");
  return 2;
}

void run(process.argv.slice(2)).then((code) => {
  if (code !== 0) process.exitCode = code;
});
