import { parentPort } from "node:worker_threads";
import bcrypt from "bcryptjs";
import type { BcryptReply, BcryptRequest } from "./passwords";

// Where no native bcrypt is installed: about a second of CPU for each password, so never on the event loop.

parentPort?.on("message", ({ id, text, cost, hash }: BcryptRequest) => {
  const result = hash === undefined ? bcrypt.hashSync(text, cost ?? 12) : bcrypt.compareSync(text, hash);
  parentPort?.postMessage({ id, result } satisfies BcryptReply);
});
