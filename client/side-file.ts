import * as vscode from "vscode";
import {
  parseSideFile,
  printSideFile,
  sideFileOf,
  sideFileSuffix,
  withSections,
  type ReadSideFile,
  type SectionUpdate,
  type SideFile,
} from "../server/protocol/side-file";
import { sqlLanguages } from "./language/languages";

const stateKey = "dbscst.sideFiles";

/** The side files of documents that have no place on a disk yet, by URI. */
type Kept = Readonly<Record<string, string>>;

/** A document that was closed, and what was known about it; a file of the same text that opens next is its heir. */
interface Orphan {
  readonly text: string;
  readonly side: string;
}

/** How many closed documents are remembered; a saved one finds its heir at once. */
const mostOrphans = 20;

/**
 * What is known about each schema beside its SQL: in `NAME.brief.json` beside `NAME.sql`, and for an untitled
 * document in the workspace's state until it is saved. One write at a time for each document.
 */
export class SideFiles implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly disposables: vscode.Disposable[];
  private orphans: readonly Orphan[] = [];
  /** The last words of untitled documents, which the editor empties before it closes them, by URI. */
  private readonly lastTexts = new Map<string, string>();
  /** Documents whose unreadable side file the person has been told of. */
  private readonly told = new Set<string>();

  /** What is known about this SQL document is another now. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly output: vscode.LogOutputChannel,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${sideFileSuffix}`);
    const fromDisk = (side: vscode.Uri) => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (isFile(uri) && placeOf(uri).toString() === side.toString()) this.changed.fire(uri);
    };
    this.disposables = [
      this.changed,
      watcher,
      watcher.onDidChange(fromDisk),
      watcher.onDidCreate(fromDisk),
      watcher.onDidDelete(fromDisk),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (isFile(document.uri)) this.guard(this.inherit(document));
        else this.remember(document);
      }),
      // A file that an untitled document is saved to opens empty.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isFile(document.uri)) this.remember(document);
        else if (!document.isDirty) this.guard(this.inherit(document));
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.guard(this.closed(document))),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.guard(this.renamed(oldUri, newUri));
      }),
    ];
    for (const document of vscode.workspace.textDocuments) if (!isFile(document.uri)) this.remember(document);
    this.guard(this.prune());
  }

  /** What is known about a document; an empty object where nothing is. `unreadable`: there is a file that nobody can read. */
  async read(document: vscode.Uri): Promise<ReadSideFile> {
    // What was given to be written is read, though it may still be on its way.
    await this.queues.get(document.toString());
    return this.present(document);
  }

  /** The sections alone; none where there is no file or it cannot be read. */
  async sections(document: vscode.Uri): Promise<SideFile> {
    const read = await this.read(document);
    return read.kind === "read" ? read.file : {};
  }

  /**
   * Replaces sections, worked out from what is there; the others stay. False where the file cannot be read, which is
   * then left as it is, and the person is told once.
   */
  update(
    document: vscode.Uri,
    sections: SectionUpdate | ((file: SideFile) => SectionUpdate | undefined),
  ): Promise<boolean> {
    return this.queued(document, async () => {
      const read = await this.present(document);
      if (read.kind === "unreadable") {
        this.tell(document, read.reason);
        return false;
      }
      const update = typeof sections === "function" ? sections(read.file) : sections;
      if (update === undefined || Object.keys(update).length === 0) return true;
      const { version: _, ...known } = read.all;
      const next = printSideFile(withSections(read.all, update));
      if (Object.keys(known).length > 0 && next === printSideFile(read.all)) return true;
      await this.write(document, next);
      this.changed.fire(document);
      return true;
    });
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async present(document: vscode.Uri): Promise<ReadSideFile> {
    const text = await this.textOf(document);
    return text === undefined ? { kind: "read", file: {}, all: {} } : parseSideFile(text);
  }

  private async textOf(document: vscode.Uri): Promise<string | undefined> {
    return isFile(document) ? readIfThere(placeOf(document)) : this.kept()[document.toString()];
  }

  private async write(document: vscode.Uri, text: string): Promise<void> {
    if (!isFile(document)) return this.keep(document, text);
    const place = placeOf(document);
    // Written aside and moved, so that a write that is cut short leaves the old one.
    const aside = place.with({ path: `${place.path}.tmp` });
    await vscode.workspace.fs.writeFile(aside, new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(aside, place, { overwrite: true });
  }

  private kept(): Kept {
    return this.state.get<Kept>(stateKey, {});
  }

  private async keep(document: vscode.Uri, text: string | undefined): Promise<void> {
    const { [document.toString()]: _, ...others } = this.kept();
    await this.state.update(stateKey, {
      ...others,
      ...(text !== undefined && { [document.toString()]: text }),
    });
  }

  private remember(document: vscode.TextDocument): void {
    const text = document.getText();
    if (text.trim() !== "") this.lastTexts.set(document.uri.toString(), text);
  }

  /** An untitled document that is saved becomes a file of the same text, which opens before or after it is closed. */
  private async inherit(document: vscode.TextDocument): Promise<void> {
    if (!isFile(document.uri) || !sqlLanguages.includes(document.languageId)) return;
    const text = document.getText();
    if (text.trim() === "") return;
    const kept = this.kept();
    const orphan = this.orphans.find((one) => one.text === text);
    const twin = Object.keys(kept).find((uri) => this.lastTexts.get(uri) === text);
    const side = orphan?.side ?? (twin === undefined ? undefined : kept[twin]);
    if (side === undefined) return;
    this.orphans = this.orphans.filter((one) => one !== orphan);
    await this.queued(document.uri, async () => {
      // One that is there belongs to the schema that this one replaces; it goes, unless nobody can read it.
      const present = await this.textOf(document.uri);
      if (present === side) return;
      if (present !== undefined && parseSideFile(present).kind === "unreadable") {
        this.tell(document.uri, "It is no file of dbscst.");
        return;
      }
      await this.write(document.uri, side);
      this.changed.fire(document.uri);
    });
  }

  private async closed(document: vscode.TextDocument): Promise<void> {
    if (isFile(document.uri)) return;
    const uri = document.uri.toString();
    const text = this.lastTexts.get(uri) ?? document.getText();
    this.lastTexts.delete(uri);
    const side = this.kept()[uri];
    if (side === undefined) return;
    this.orphans = [...this.orphans, { text, side }].slice(-mostOrphans);
    await this.keep(document.uri, undefined);
  }

  /** The side file follows its SQL file; where another stands already, both stay. */
  private async renamed(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    if (!/\.(sql|pgsql|psql|ddl|mysql|sqlite)$/i.test(from.path) || !isFile(from)) return;
    const source = placeOf(from);
    const target = placeOf(to);
    if (source.toString() === target.toString() || (await readIfThere(source)) === undefined) return;
    await this.queued(to, async () => {
      if ((await readIfThere(target)) !== undefined) {
        this.output.warn(`${target.path} is there already; ${source.path} was not moved.`);
        return;
      }
      await vscode.workspace.fs
        .rename(source, target, { overwrite: false })
        .then(undefined, (error: unknown) => {
          // Another window of the same folder was quicker.
          if (!isMissing(error)) throw error;
        });
      this.changed.fire(to);
    });
  }

  /** Forgets untitled documents of which no tab is left. */
  private async prune(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    const open = new Set([
      ...tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
      ...vscode.workspace.textDocuments.map(({ uri }) => uri.toString()),
    ]);
    const kept = Object.entries(this.kept());
    const rest = kept.filter(([uri]) => open.has(uri));
    if (rest.length < kept.length) await this.state.update(stateKey, Object.fromEntries(rest));
  }

  private tell(document: vscode.Uri, reason: string): void {
    const place = isFile(document) ? placeOf(document) : document;
    this.output.warn(`${place.path} cannot be read and is left as it is. ${reason}`);
    if (this.told.has(place.toString())) return;
    this.told.add(place.toString());
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "{0} cannot be read, so nothing was written to it. {1} Mend it, or remove it.",
        vscode.workspace.asRelativePath(place),
        reason,
      ),
    );
  }

  private queued<T>(document: vscode.Uri, work: () => Promise<T>): Promise<T> {
    const name = document.toString();
    const before = this.queues.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.queues.set(name, settled);
    void settled.then(() => this.queues.get(name) === settled && this.queues.delete(name));
    return mine;
  }

  private guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.output.error("A side file could not be kept.", error));
  }
}

/** Whether a document has a place of its own, beside which another file can stand. */
function isFile({ scheme }: vscode.Uri): boolean {
  return scheme !== "untitled";
}

function placeOf(document: vscode.Uri): vscode.Uri {
  return document.with({ path: sideFileOf(document.path), query: "", fragment: "" });
}

async function readIfThere(place: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(place));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === "FileNotFound";
}
