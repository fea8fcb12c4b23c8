import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const block = 512;

/** The files of an extension's archive, with paths below the installation. */
export function extensionFiles(folder: string, archive: string): { path: string; data: Uint8Array }[] {
  const tar = gunzipSync(readFileSync(join(folder, `${archive}.tar.gz`)));
  const files: { path: string; data: Uint8Array }[] = [];
  // A POSIX tar: a header of one block (name at 0, octal size at 124, type at 156), then the content in blocks.
  for (let at = 0; at + block <= tar.length && tar[at] !== 0;) {
    const text = (start: number, length: number) =>
      tar.toString("latin1", at + start, at + start + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12), 8) || 0;
    const type = text(156, 1);
    if (type === "0" || type === "") {
      files.push({ path: text(0, 100), data: tar.subarray(at + block, at + block + size) });
    }
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
