import { TextDocumentSyncKind, TextDocuments, type Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createDocument, type CheckedDocument, type CheckResult, type EngineSource } from "../checker";
import type { EngineQueue } from "./engine-queue";
import { publish } from "./publish";
import type { Log } from "./log";
import type { SettingsSource } from "./settings";

/** A document that is open in the editor, with what is known of its present text. */
export interface OpenDocument {
  readonly text: TextDocument;
  readonly result: CheckResult;
}

interface Entry {
  text: TextDocument;
  /** Absent until the settings are known. */
  checked?: CheckedDocument;
  /** What was found last, of the text as it is now. */
  result?: CheckResult;
  engine: boolean;
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

/** The open documents: each change is checked as it arrives, and by the engine as soon as that is free. */
export class Documents {
  static readonly syncKind = TextDocumentSyncKind.Incremental;
  private readonly texts = new TextDocuments(TextDocument);
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly options: DocumentsOptions) {
    this.texts.onDidChangeContent(({ document }) => this.guard("checking", () => this.changed(document)));
    this.texts.onDidClose(({ document }) => this.guard("closing", () => this.closed(document.uri)));
  }

  listen(): void {
    this.texts.listen(this.options.connection);
  }

  /** The document as it is now, or undefined where it is not open or not yet read. */
  get(uri: string): OpenDocument | undefined {
    const entry = this.entries.get(uri);
    return entry?.result && { text: entry.text, result: entry.result };
  }

  /** Every open document that has been read. */
  all(): readonly OpenDocument[] {
    return [...this.entries.values()].flatMap(({ text, result }) => (result ? { text, result } : []));
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

  private changed(text: TextDocument): void {
    const arrived = performance.now();
    const entry = this.entries.get(text.uri);
    if (!entry) {
      const opened: Entry = { text, engine: false, arrived };
      this.entries.set(text.uri, opened);
      this.prepare(text.uri, opened).catch((error: unknown) => this.options.log.failed("opening", error));
      return;
    }
    entry.text = text;
    entry.arrived = arrived;
    if (!entry.checked) return; // its settings are on the way; the first check takes the text as it then is
    entry.checked.update(text.getText());
    this.check(entry, entry.checked, { edited: true });
  }

  /** Makes the checked document under the present settings and checks it for the first time. */
  private async prepare(uri: string, entry: Entry): Promise<void> {
    const [settings] = await Promise.all([this.options.settings.of(uri), this.options.parsers]);
    if (this.entries.get(uri) !== entry) return; // closed meanwhile
    this.options.queue.cancel(uri);
    entry.checked?.dispose();
    entry.engine = settings.engine;
    entry.checked = createDocument(uri, entry.text.getText(), {
      dialect: settings.dialect,
      rules: settings.rules,
      ...(settings.engine && { engines: this.options.engines }),
    });
    this.check(entry, entry.checked, { edited: false });
  }

  private check(entry: Entry, checked: CheckedDocument, { edited }: { readonly edited: boolean }): void {
    const { connection, queue } = this.options;
    const { uri } = entry.text;
    queue.cancel(uri);
    const { text, arrived } = entry;
    const version = text.version;
    const fast = checked.fast();
    entry.result = fast;
    const isLast = !entry.engine;
    publish(connection, { text, version, result: fast, engine: "skipped", arrived, isLast });
    if (isLast) return;
    queue.add(uri, {
      edited,
      run: async (signal) => {
        const full = await checked.full(signal);
        if (signal.aborted || entry.text.version !== version) return;
        entry.result = full;
        const { engine } = full;
        publish(connection, { text, version, result: full, previous: fast, engine, arrived, isLast: true });
      },
    });
  }

  private closed(uri: string): void {
    const entry = this.entries.get(uri);
    this.entries.delete(uri);
    this.options.queue.cancel(uri);
    entry?.checked?.dispose();
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
