import { constants, open as openCallback } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { Socket } from "node:net";
import { devNull } from "node:os";
import { promisify } from "node:util";
import { UsageError, type Terminal } from "./command";

const open = promisify(openCallback);

/** What Unix calls the standard input where a file is asked for. */
const stdinPaths = /^\/(?:dev\/(?:stdin|fd\/0)|proc\/self\/fd\/0)$/;

/**
 * The bytes of a file, of a named pipe once its writer has closed it, or of the standard input by its path. Rejects with
 * what the system says, with a `UsageError` for what cannot be read to an end, and with the reason of the terminal's
 * signal when that is aborted.
 */
export async function readBytes(path: string, terminal: Terminal): Promise<Buffer> {
  if (stdinPaths.test(path)) return terminal.read();
  const { signal } = terminal;
  const kind = await stat(path);
  if (kind.isFIFO()) return readPipe(path, signal);
  if (path !== devNull && (kind.isCharacterDevice() || kind.isBlockDevice()))
    throw new UsageError(`${path}: it is a device, not a file.`);
  if (kind.isSocket()) throw new UsageError(`${path}: it is a socket, not a file.`);
  return readFile(path, { signal });
}

/** Waits for the writer of a pipe on the event loop, since the thread that opens it as a file could not be ended. */
async function readPipe(path: string, signal: AbortSignal): Promise<Buffer> {
  const fd = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return readAll(new Socket({ fd, readable: true, writable: false }), signal);
}

/** All that a stream gives until it ends. Rejects with the signal's reason when aborted. */
export async function readAll(stream: NodeJS.ReadStream | Socket, signal: AbortSignal): Promise<Buffer> {
  const end = () => stream.destroy();
  signal.addEventListener("abort", end, { once: true });
  try {
    signal.throwIfAborted();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
    signal.throwIfAborted();
    return Buffer.concat(chunks);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}
