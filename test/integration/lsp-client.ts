import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import type { CheckedParams } from "../../server/protocol/lsp";

const dist = join(import.meta.dirname, "..", "..", "dist");

export interface LspOptions {
  /** `lsp.js` itself, or as the command line starts it. */
  readonly command?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** What `workspace/configuration` answers. */
  readonly settings?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly processId?: number | null;
}

/** A language client over real pipes, which remembers what the server pushed. */
export class LspClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly checked: CheckedParams[] = [];
  readonly logged: string[] = [];
  settings: unknown;
  initialized!: InitializeResult;
  private readonly waiting = new Set<() => void>();

  private constructor(
    readonly connection: ProtocolConnection,
    readonly process: ChildProcess,
  ) {}

  static async start(options: LspOptions = {}): Promise<LspClient> {
    const [script = "lsp.js", ...args] = options.command ?? ["lsp.js", "--stdio"];
    const child = spawn(process.execPath, [join(dist, script), ...args], {
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "inherit"],
      detached: true,
    });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new LspClient(connection, child);
    client.settings = options.settings;
    client.listen();
    client.initialized = await connection.sendRequest<InitializeResult>("initialize", {
      processId: options.processId === undefined ? process.pid : options.processId,
      rootUri: null,
      capabilities: options.capabilities ?? { workspace: { configuration: true } },
      initializationOptions: options.initializationOptions,
    });
    await connection.sendNotification("initialized", {});
    return client;
  }

  open(uri: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "sql", version, text },
    });
  }

  /** Sends one incremental change; `[line, character]` from 0. */
  change(
    uri: string,
    version: number,
    start: readonly [number, number],
    end: readonly [number, number],
    text: string,
  ): Promise<void> {
    const place = ([line, character]: readonly [number, number]) => ({ line, character });
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: place(start), end: place(end) }, text }],
    });
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** Waits for `dbscst/checked` of a version. */
  async whenChecked(uri: string, version: number): Promise<CheckedParams> {
    return this.until(() => this.checked.find((one) => one.uri === uri && one.version === version));
  }

  /** What is published of a document at present. */
  diagnostics(uri: string): readonly Diagnostic[] {
    return this.published.filter((one) => one.uri === uri).at(-1)?.diagnostics ?? [];
  }

  /** Waits until the function gives something, looking again after each message. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** Ends the server as an editor does, and gives its exit code. */
  async stop(): Promise<number | null> {
    const ended = this.ended();
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return ended;
  }

  ended(): Promise<number | null> {
    if (this.process.exitCode !== null) return Promise.resolve(this.process.exitCode);
    return new Promise((resolve) => this.process.once("exit", resolve));
  }

  private listen(): void {
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.wake();
    });
    connection.onNotification("dbscst/checked", (params: CheckedParams) => {
      this.checked.push(params);
      this.wake();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
      this.wake();
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings ?? null),
    );
    connection.onRequest("client/registerCapability", () => null);
    connection.onUnhandledNotification(() => this.wake());
    connection.listen();
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
