import { setImmediate } from "node:timers/promises";
import { TextDocumentSyncKind, TextDocuments, type Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  createMigration,
  type CheckedDocument,
  type CheckResult,
  type EngineSource,
  type FileBeside,
} from "../checker";
import type { EngineQueue } from "./engine-queue";
import { publish, publishProblems } from "./publish";
import { aloneScope, GroupScopes, type Scope } from "./scope";
import type { Log } from "./log";
import type { SettingsSource } from "./settings";
import { migrationsRoot, textsBefore } from "../workspace";
import { pathOf, Workspace, type Around } from "./workspace";

/** A document that is open in the editor, with what is known of its present text. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly result: CheckResult;
}

interface Entry {
  text: TextDocument;
  /** On the disk; undefined for a document that is not there. */
  readonly path: string | undefined;
  /** What it stands on; absent until that has been read. */
  around?: Around;
  /** Absent until the settings are known. */
  checked?: CheckedDocument;
  /** What was found last, of the text as it is now. */
  result?: CheckResult;
  /** In place of the result, after a rest: what of it is not made again by the fast tier, until the text changes. */
  resting?: { readonly kept?: Omit<CheckResult, "script" | "schema"> };
  /** How often it has been checked. */
  checks: number;
  engine: boolean;
  /** What lies beside it, once that has been looked at, which a first publication need not wait for. */
  beside: readonly FileBeside[];
  looking?: Promise<void>;
  /** When the present version arrived. */
  arrived: number;
}

export interface DocumentsOptions {
  readonly connection: Connection;
  readonly settings: SettingsSource;
  readonly engines: EngineSource;
  readonly queue: EngineQueue;
  readonly log: Log;
  /** Resolves when the parsers are loaded. */
  readonly parsers: Promise<void>;
}

/** Long enough that a person who types in one migration does not have each later one checked at each key. */
const settling = 150;

/** In UTF-16 code units: from here on the syntax errors are told before the model is made, when a text is opened. */
const longText = 32 * 1024;

/** The open documents: each change is checked as it arrives, and by the engine as soon as that is free. */
export class Documents {
  static readonly syncKind = TextDocumentSyncKind.Incremental;
  private readonly texts = new TextDocuments(TextDocument);
  private readonly entries = new Map<string, Entry>();
  private groups = new GroupScopes();
  readonly workspace: Workspace;
  /** What stands on something that has changed, and when it is looked at. */
  private readonly stale = new Set<string>();
  private refreshing: NodeJS.Timeout | undefined;

  constructor(private readonly options: DocumentsOptions) {
    this.workspace = new Workspace(options.connection, (path) =>
      [...this.entries.values()].find((entry) => entry.path === path)?.text.getText(),
    );
    this.texts.onDidChangeContent(({ document }) => this.guard("checking", () => this.changed(document)));
    this.texts.onDidClose(({ document }) => this.guard("closing", () => this.closed(document.uri)));
  }

  listen(): void {
    this.texts.listen(this.options.connection);
  }

  /** The document as it is now, or undefined where it is not open or not yet read. */
  get(uri: string): OpenDocument | undefined {
    const entry = this.entries.get(uri);
    const result = entry && resultOf(entry);
    return result && { text: entry.text, result };
  }

  /** What a request about the document looks at: itself, or the files that form one schema with it. */
  async scope(uri: string): Promise<Scope | undefined> {
    const alone = this.get(uri);
    const entry = this.entries.get(uri);
    if (!alone || entry?.around?.group === undefined) return alone && aloneScope(alone);
    const files = await this.workspace.group(uri, await this.options.settings.of(uri));
    const document = this.get(uri);
    // What a person typed while the files were read is not in them.
    if (document?.text.version !== alone.text.version) return document && aloneScope(document);
    return this.groups.of(document, files, pathOf) ?? aloneScope(document);
  }

  /** What an open document stands on, once that has been read. */
  around(uri: string): Around | undefined {
    return this.entries.get(uri)?.around;
  }

  /** Every open document that has been read. */
  all(): readonly OpenDocument[] {
    return [...this.entries.values()].flatMap((entry) => {
      const result = resultOf(entry);
      return result ? { text: entry.text, result } : [];
    });
  }

  /** Lets go of what can be made of the texts again, which it is when somebody asks or types. */
  rest(): void {
    this.groups = new GroupScopes();
    for (const entry of this.entries.values()) {
      if (!entry.result) continue;
      const { script: _, schema: __, ...kept } = entry.result;
      entry.resting = { kept };
      delete entry.result;
      entry.checked?.rest();
    }
  }

  /** Reads the settings again and checks every document under them. */
  async reconfigure(): Promise<void> {
    await Promise.all(
      [...this.entries].map(async ([uri, entry]) => {
        entry.arrived = performance.now();
        await this.prepare(uri, entry);
      }),
    );
  }

  /** A file was made, changed or removed: what may stand on it is checked again, where it then stands on another text. */
  changedOnDisk(path: string): void {
    const root = migrationsRoot(path);
    this.refresh(
      (entry, own) => own !== path && (migrationsRoot(own) === root || entry.around?.hasGlobs === true),
    );
  }

  private refresh(concerns: (entry: Entry, path: string) => boolean): void {
    for (const [uri, entry] of this.entries)
      if (entry.path !== undefined && concerns(entry, entry.path)) this.stale.add(uri);
    if (this.stale.size === 0) return;
    this.refreshing ??= setTimeout(() => {
      this.refreshing = undefined;
      const uris = [...this.stale];
      this.stale.clear();
      for (const uri of uris)
        this.rebase(uri).catch((error: unknown) => this.options.log.failed("refreshing", error));
    }, settling).unref();
  }

  /** Checks a document again where what it stands on is another. */
  private async rebase(uri: string): Promise<void> {
    const entry = this.entries.get(uri);
    if (!entry?.around) return;
    const around = await this.workspace.around(uri, await this.options.settings.of(uri));
    const { checked, around: old } = entry;
    if (this.entries.get(uri) !== entry || !checked) return;
    const beside = JSON.stringify(entry.beside);
    entry.around = { ...old, beside: around.beside };
    delete entry.looking;
    await look(entry);
    const isSame = JSON.stringify(around) === JSON.stringify(old) && JSON.stringify(entry.beside) === beside;
    if (this.entries.get(uri) !== entry || isSame) return;
    entry.arrived = performance.now();
    const same = (of: Around) => JSON.stringify({ ...of, before: [] });
    if (same(around) !== same(old)) return this.prepare(uri, entry);
    entry.around = around;
    checked.rebase(textsBefore(around));
    this.check(entry, checked, { edited: false });
  }

  private changed(text: TextDocument): void {
    const arrived = performance.now();
    const path = pathOf(text.uri);
    // Whatever stands on it has to be looked at, once it has been opened and at each change.
    this.refresh(({ around }) => around?.before.some((file) => file.path === path) === true);
    const entry = this.entries.get(text.uri);
    if (!entry) {
      const opened: Entry = { text, path, engine: false, arrived, checks: 0, beside: [] };
      this.entries.set(text.uri, opened);
      this.prepare(text.uri, opened).catch((error: unknown) => this.options.log.failed("opening", error));
      return;
    }
    entry.text = text;
    entry.arrived = arrived;
    if (!entry.checked) return; // its settings are on the way; the first check takes the text as it then is
    entry.checked.update(text.getText());
    if (entry.resting?.kept) {
      entry.resting = {};
      this.checkAnew(entry, entry.checked, { edited: true }).catch((error: unknown) =>
        this.options.log.failed("checking", error),
      );
    } else this.check(entry, entry.checked, { edited: true });
  }

  /** Makes the checked document under the present settings and checks it for the first time. */
  private async prepare(uri: string, entry: Entry): Promise<void> {
    const settings = await this.options.settings.of(uri);
    const around = await this.workspace.around(uri, settings);
    if (this.entries.get(uri) !== entry) return; // closed meanwhile
    await this.options.parsers;
    if (this.entries.get(uri) !== entry) return;
    this.options.queue.cancel(uri);
    entry.checked?.dispose();
    entry.around = around;
    delete entry.looking;
    entry.engine = around.engine;
    entry.checked = createMigration(uri, entry.text.getText(), {
      ...around.options,
      ...(entry.path !== undefined && { path: entry.path }),
      role: around.role,
      before: textsBefore(around),
      isInOrder: around.isInOrder,
      isContinued: around.isContinued,
      beside: () => entry.beside,
      ...(around.engine && { engines: this.options.engines }),
    });
    const isOpened = entry.result === undefined && !entry.resting;
    await this.checkAnew(entry, entry.checked, { edited: false, isTold: !isOpened });
  }

  /** Checks a text of which nothing is known: what is found first of a long one is told first. */
  private async checkAnew(
    entry: Entry,
    checked: CheckedDocument,
    { edited, isTold = false }: { readonly edited: boolean; readonly isTold?: boolean },
  ): Promise<void> {
    const { checks } = entry;
    /** Neither closed nor under other settings, and not checked already because of an edit. */
    const isPresent = () =>
      this.entries.get(entry.text.uri) === entry && entry.checked === checked && entry.checks === checks;
    checked.start();
    if (!isTold && checked.text.length >= longText) {
      await publishProblems(this.options.connection, entry.text, checked.syntax());
      if (!isPresent()) return;
    }
    checked.begin();
    // The order is given before this process is busy with the fast tier.
    await setImmediate();
    if (!isPresent()) return;
    // What lies beside it only matters where something is missing.
    if (checked.fast().problems.some(({ severity }) => severity === "error")) await look(entry);
    if (isPresent()) this.check(entry, checked, { edited });
  }

  private check(entry: Entry, checked: CheckedDocument, { edited }: { readonly edited: boolean }): void {
    const { connection, queue } = this.options;
    const { uri } = entry.text;
    queue.cancel(uri);
    const { text, arrived } = entry;
    const version = text.version;
    const fast = checked.fast();
    entry.result = fast;
    entry.checks++;
    delete entry.resting;
    const isLast = !entry.engine;
    publish(connection, { text, version, result: fast, engine: "skipped", arrived, isLast });
    if (isLast) return;
    queue.add(uri, {
      edited,
      run: async (signal) => {
        const judged = { text, version, previous: fast, arrived, isLast: true };
        try {
          await look(entry);
          const full = await checked.full(signal);
          if (signal.aborted || entry.text.version !== version) return;
          entry.result = full;
          publish(connection, { ...judged, result: full, engine: full.engine });
        } catch (error) {
          // Whoever waits for the last word on a version gets it, whatever went wrong.
          if (!signal.aborted && entry.text.version === version)
            publish(connection, { ...judged, result: fast, engine: "unavailable" });
          throw error;
        }
      },
    });
  }

  private closed(uri: string): void {
    const entry = this.entries.get(uri);
    this.entries.delete(uri);
    this.options.queue.cancel(uri);
    entry?.checked?.dispose();
    // From now on what the disk says counts.
    if (entry) this.refresh(({ around }) => around?.before.some(({ path }) => path === entry.path) === true);
    void this.options.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  private guard(what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.options.log.failed(what, error);
    }
  }
}

/** Looks at what lies beside a document, once; what cannot be read is not there. */
function look(entry: Entry): Promise<void> {
  const { around } = entry;
  return (entry.looking ??= (around?.beside() ?? Promise.resolve([]))
    .catch(() => [])
    .then((files) => {
      // Its settings may have been read again meanwhile.
      if (entry.around === around) entry.beside = files;
    }));
}

/** What is known of the text as it is now; what had been let go is made again. */
function resultOf(entry: Entry): CheckResult | undefined {
  const { resting, checked } = entry;
  if (resting && checked) {
    const fast = checked.fast();
    entry.result = resting.kept ? { ...resting.kept, script: fast.script, schema: fast.schema } : fast;
    delete entry.resting;
  }
  return entry.result;
}
