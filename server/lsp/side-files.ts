import { readFile } from "node:fs/promises";
import type { Connection } from "vscode-languageserver";
import { sideFileNotification, type SideFileParams } from "../protocol/lsp";
import { parseSideFile, sideFileOf, type SideFile } from "../protocol/side-file";
import { pathOf } from "./workspace";

/** What is known beside documents: what the client says, and for files what stands on the disk. */
export class SideFileSource {
  private readonly told = new Map<string, SideFile>();

  constructor(connection: Connection, onChange: () => void) {
    connection.onNotification(sideFileNotification, ({ uri, file }: SideFileParams) => {
      if (pathOf(uri) === undefined && file !== null) this.told.set(uri, file);
      else this.told.delete(uri);
      onChange();
    });
  }

  /** Never rejects: what cannot be read is not there. */
  async of(uri: string): Promise<SideFile> {
    const told = this.told.get(uri);
    if (told) return told;
    const path = pathOf(uri);
    if (path === undefined) return {};
    const text = await readFile(sideFileOf(path), "utf8").catch(() => undefined);
    const read = text === undefined ? undefined : parseSideFile(text);
    return read?.kind === "read" ? read.file : {};
  }
}
