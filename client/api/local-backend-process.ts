// The process that holds the local backend: it lives as long as a window is connected to it, and a little longer,
// so that reloading the only window does not start the database anew.
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";

const graceMs = Number(process.env.DBSCST_GRACE_MS ?? 10_000);
/** Closing the database may take a moment; a process that does not come to its end is ended. */
const endMs = 20_000;

let windows = 0;
let ending: NodeJS.Timeout | undefined;

function endLater(): void {
  ending ??= setTimeout(() => {
    // As if it had been asked to: on Windows a real signal would end it without closing anything.
    process.emit("SIGTERM", "SIGTERM");
    setTimeout(() => process.exit(1), endMs).unref();
  }, graceMs).unref();
}

const token = process.env.DBSCST_KEEPER ?? "";
const keeper = createServer((socket) => {
  windows++;
  clearTimeout(ending);
  ending = undefined;
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    windows--;
    if (windows === 0) endLater();
  });
  socket.unref().resume();
  socket.write(`${token}\n`);
});
// Nothing here keeps the process: it ends by itself when the backend cannot start.
keeper.unref().listen(0, "127.0.0.1", () => {
  const address = keeper.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ keeper: port, pid: process.pid })}\n`);
  endLater();
  createRequire(__filename)(path.join(__dirname, "backend.js"));
});
