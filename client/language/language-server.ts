import * as vscode from "vscode";
import type { LanguageClient, State } from "vscode-languageclient/node";
import {
  backendGenerateProgressNotification,
  backendGenerateRequest,
  checkedNotification,
  editorModelRequest,
  editorModelTextNotification,
  engineStateNotification,
  generateProgressNotification,
  generateRequest,
  sideFileNotification,
  type SideFileParams,
  listModelsRequest,
  newSchemaDialectRequest,
  type BackendGenerateParams,
  type BackendGenerateProgressParams,
  type BackendGenerateResult,
  type BackendProgress,
  type CheckedParams,
  type EditorModelParams,
  type EditorModelTextParams,
  type EngineStateParams,
  type GenerateParams,
  type GenerateProgress,
  type GenerateProgressParams,
  type GenerateResult,
  type ListModelsParams,
  type ListModelsResult,
  type NewSchemaDialectParams,
  type NewSchemaDialectResult,
} from "../../server/protocol/lsp";
import {
  editSchemaRequest,
  type EditSchemaParams,
  type EditSchemaResult,
} from "../../server/protocol/schema-edit";
import {
  diagramRequest,
  diagramTextRequest,
  type DiagramModel,
  type DiagramParams,
  type DiagramTextParams,
} from "../../server/protocol/diagram";
import {
  sandboxCloseRequest,
  sandboxOpenRequest,
  sandboxRunRequest,
  type SandboxOpenParams,
  type SandboxOpenResult,
  type SandboxRunParams,
  type SandboxRunResult,
} from "../../server/protocol/sandbox";
import {
  migrationRequest,
  type MigrationParams,
  type MigrationResult,
} from "../../server/protocol/migration";
import { askEditorModel } from "../generation/editor-model";
import {
  exportFormatsRequest,
  exportRequest,
  type ExportFormatInfo,
  type ExportFormatsResult,
  type ExportParams,
  type ExportResult,
} from "../../server/protocol/export";
import {
  changesRequest,
  mergeRequest,
  type ChangesParams,
  type ChangesResult,
  type MergeParams,
  type MergeResult,
} from "../../server/protocol/merge";
import {
  sampleRowsRequest,
  type SampleRowsParams,
  type SampleRowsResult,
} from "../../server/protocol/samples";
import {
  tableDetailsRequest,
  type TableDetailsParams,
  type TableDetailsResult,
} from "../../server/protocol/table-details";
import {
  uncoveredRequest,
  type OpenSentence,
  type UncoveredParams,
  type UncoveredResult,
} from "../../server/protocol/uncovered";
import { HeldDiagnostics } from "./held-diagnostics";
import { sqlLanguages } from "./languages";

export type ServerState = "starting" | "running" | "stopped";

export type BackendAnswer = (
  params: BackendGenerateParams,
  onProgress: (progress: BackendProgress) => void,
  token: vscode.CancellationToken,
) => Promise<BackendGenerateResult>;

/** A window that shows no SQL has other things to do at first. */
const idleMs = 1_500;

/**
 * The language server's process and what it says. The code that talks to it is most of the extension's, so it is
 * loaded when the server is started and not before.
 */
export class LanguageServer implements vscode.Disposable {
  private loading: Promise<LanguageClient> | undefined;
  private client: LanguageClient | undefined;
  private isDisposed = false;
  private backendAnswer: BackendAnswer | undefined;
  private readonly held = new HeldDiagnostics();
  private readonly checkedByUri = new Map<string, CheckedParams>();
  private readonly checked = new vscode.EventEmitter<CheckedParams>();
  private readonly engine = new vscode.EventEmitter<EngineStateParams>();
  private readonly stateChange = new vscode.EventEmitter<ServerState>();
  private readonly progress = new Map<string, (progress: GenerateProgress) => void>();
  private readonly disposables: vscode.Disposable[];

  /** A version of a document has been checked, as far as it will be. */
  readonly onChecked = this.checked.event;
  readonly onEngineState = this.engine.event;
  readonly onState = this.stateChange.event;

  constructor(
    private readonly serverModule: string,
    private readonly output: vscode.LogOutputChannel,
  ) {
    this.disposables = [
      this.checked,
      this.engine,
      this.stateChange,
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.checkedByUri.delete(key(uri.toString()))),
    ];
  }

  /** Who asks the team's backend on behalf of the server. */
  answerForBackend(ask: BackendAnswer): vscode.Disposable {
    this.backendAnswer = ask;
    return new vscode.Disposable(() => (this.backendAnswer = undefined));
  }

  /** Starts it at once when SQL is shown, and else with the first SQL, or once the window has come up. */
  startSoon(): void {
    const start = () => {
      clearTimeout(timer);
      opening.dispose();
      this.start().catch((error: unknown) => this.output.error("The language server did not start.", error));
    };
    const isSql = ({ languageId }: vscode.TextDocument) => sqlLanguages.includes(languageId);
    const opening = vscode.workspace.onDidOpenTextDocument((document) => isSql(document) && start());
    const timer = setTimeout(start, vscode.workspace.textDocuments.some(isSql) ? 0 : idleMs);
    this.disposables.push(opening, new vscode.Disposable(() => clearTimeout(timer)));
  }

  async start(): Promise<void> {
    await this.running();
  }

  async restart(): Promise<void> {
    this.checkedByUri.clear();
    const client = await this.load();
    if (client.isRunning()) await client.restart();
    else await client.start();
  }

  private async running(): Promise<LanguageClient> {
    const client = await this.load();
    await client.start();
    return client;
  }

  private load(): Promise<LanguageClient> {
    this.loading ??= import("./later/language-client").then(({ createClient }) => {
      if (this.isDisposed) throw new Error("The window is closing.");
      this.client = this.listen(createClient(this.serverModule, this.output, this.held));
      return this.client;
    });
    return this.loading;
  }

  private listen(client: LanguageClient): LanguageClient {
    this.disposables.push(
      client.onNotification(checkedNotification, (params: CheckedParams) => {
        this.checkedByUri.set(key(params.uri), params);
        this.checked.fire(params);
      }),
      client.onNotification(engineStateNotification, (params: EngineStateParams) => this.engine.fire(params)),
      client.onNotification(generateProgressNotification, (params: GenerateProgressParams) =>
        this.progress.get(params.id)?.(params),
      ),
      client.onRequest(editorModelRequest, (params: EditorModelParams, token: vscode.CancellationToken) =>
        askEditorModel(
          params,
          (text) => {
            const more: EditorModelTextParams = { id: params.id, text };
            void client.sendNotification(editorModelTextNotification, more);
          },
          token,
        ),
      ),
      client.onRequest(
        backendGenerateRequest,
        (params: BackendGenerateParams, token: vscode.CancellationToken) => {
          if (!this.backendAnswer) throw new Error("Nobody asks the backend.");
          return this.backendAnswer(
            params,
            (progress) => {
              const message: BackendGenerateProgressParams = { id: params.id, progress };
              void client.sendNotification(backendGenerateProgressNotification, message);
            },
            token,
          );
        },
      ),
      client.onDidChangeState(({ newState }) => this.stateChange.fire(states[newState])),
    );
    return client;
  }

  /** What is known of the document's present text; undefined while it is being checked. */
  lastChecked(document: vscode.TextDocument): CheckedParams | undefined {
    const params = this.checkedByUri.get(key(document.uri.toString()));
    return params?.version === document.version ? params : undefined;
  }

  /** Waits until the document's present text has been checked. Undefined when the person gave up waiting. */
  async whenChecked(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<CheckedParams | undefined> {
    const known = this.lastChecked(document);
    if (known) return known;
    return new Promise((resolve) => {
      const done = (params: CheckedParams | undefined) => {
        listening.dispose();
        cancelling.dispose();
        resolve(params);
      };
      const listening = this.onChecked(() => {
        const now = this.lastChecked(document);
        if (now) done(now);
      });
      const cancelling = token.onCancellationRequested(() => done(undefined));
    });
  }

  /** Keeps problems of a document from being shown until the answer is disposed of; then the last ones are. */
  holdDiagnostics(uri: vscode.Uri): vscode.Disposable {
    return this.held.hold(uri);
  }

  /** Turns a brief into a schema. Rejects when the provider fails or the token is cancelled. */
  async generate(
    params: GenerateParams,
    onProgress: (progress: GenerateProgress) => void,
    token: vscode.CancellationToken,
  ): Promise<GenerateResult> {
    const client = await this.running();
    this.progress.set(params.id, onProgress);
    try {
      return await client.sendRequest<GenerateResult>(generateRequest, params, token);
    } finally {
      this.progress.delete(params.id);
    }
  }

  /** The dialect that a new schema is written in where nobody chooses one. */
  async newSchemaDialect(params: NewSchemaDialectParams): Promise<NewSchemaDialectResult["dialect"]> {
    const client = await this.running();
    return (await client.sendRequest<NewSchemaDialectResult>(newSchemaDialectRequest, params)).dialect;
  }

  async listModels(params: ListModelsParams, token: vscode.CancellationToken): Promise<readonly string[]> {
    const client = await this.running();
    const { models } = await client.sendRequest<ListModelsResult>(listModelsRequest, params, token);
    return models;
  }

  /** The document as a picture; undefined where the server does not have it. */
  async diagram(uri: string): Promise<DiagramModel | undefined> {
    const client = await this.running();
    const params: DiagramParams = { uri };
    return (await client.sendRequest<DiagramModel | null>(diagramRequest, params)) ?? undefined;
  }

  /** What an edit of the diagram is in the text; it changes nothing by itself. */
  async editSchema(params: EditSchemaParams): Promise<EditSchemaResult> {
    const client = await this.running();
    return client.sendRequest<EditSchemaResult>(editSchemaRequest, params);
  }

  /** A text that is in no document as a picture. */
  async diagramOfText(params: DiagramTextParams): Promise<DiagramModel> {
    const client = await this.running();
    return client.sendRequest<DiagramModel>(diagramTextRequest, params);
  }

  /** What a diagram does not draw of a table; undefined where the server knows none of that id. */
  async tableDetails(params: TableDetailsParams): Promise<TableDetailsResult | undefined> {
    const client = await this.running();
    return (await client.sendRequest<TableDetailsResult | null>(tableDetailsRequest, params)) ?? undefined;
  }

  /** A fresh throw-away database with the document's schema in it. */
  async openSandbox(params: SandboxOpenParams): Promise<SandboxOpenResult> {
    const client = await this.running();
    return client.sendRequest<SandboxOpenResult>(sandboxOpenRequest, params);
  }

  /** Runs SQL in the document's sandbox; a cancelled run ends it. */
  async runInSandbox(params: SandboxRunParams, token: vscode.CancellationToken): Promise<SandboxRunResult> {
    const client = await this.running();
    return client.sendRequest<SandboxRunResult>(sandboxRunRequest, params, token);
  }

  closeSandbox(params: SandboxOpenParams): void {
    if (this.client?.isRunning() === true) void this.client.sendRequest(sandboxCloseRequest, params);
  }

  async exportFormats(): Promise<readonly ExportFormatInfo[]> {
    const client = await this.running();
    return (await client.sendRequest<ExportFormatsResult>(exportFormatsRequest)).formats;
  }

  /** The document in another tool's format; undefined where the server does not have it. */
  async export(params: ExportParams): Promise<ExportResult | undefined> {
    const client = await this.running();
    return (await client.sendRequest<ExportResult | null>(exportRequest, params)) ?? undefined;
  }

  /** The way from one schema to another; undefined where it was cancelled. */
  async migration(
    params: MigrationParams,
    token: vscode.CancellationToken,
  ): Promise<MigrationResult | undefined> {
    const client = await this.running();
    try {
      return await client.sendRequest<MigrationResult>(migrationRequest, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  }

  /** Two texts that come from one, merged by their objects. */
  async merge(params: MergeParams): Promise<MergeResult> {
    const client = await this.running();
    return client.sendRequest<MergeResult>(mergeRequest, params);
  }

  /** What has happened to the objects of a schema from one text to another. */
  async changes(params: ChangesParams): Promise<ChangesResult> {
    const client = await this.running();
    return client.sendRequest<ChangesResult>(changesRequest, params);
  }

  /** Rows that a document's schema takes; undefined where the server does not have the document. */
  async sampleRows(
    params: SampleRowsParams,
    token: vscode.CancellationToken,
  ): Promise<SampleRowsResult | undefined> {
    const client = await this.running();
    return (await client.sendRequest<SampleRowsResult | null>(sampleRowsRequest, params, token)) ?? undefined;
  }

  /** The sentences of the brief that a document does not cover. */
  async uncovered(params: UncoveredParams): Promise<readonly OpenSentence[]> {
    const client = await this.running();
    return (await client.sendRequest<UncoveredResult>(uncoveredRequest, params)).sentences;
  }

  /** Tells the server what is known beside a document that has no file, or that a side file has changed. */
  async sideFileChanged(params: SideFileParams): Promise<void> {
    const client = await this.running();
    await client.sendNotification(sideFileNotification, params);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const disposable of this.disposables) disposable.dispose();
    // The extension host may be going down; the server also ends by itself when its input closes.
    this.client?.dispose().catch(() => undefined);
  }
}

/** By the values of the client's `State`. */
const states: Readonly<Record<State, ServerState>> = {
  1: "stopped",
  2: "running",
  3: "starting",
  4: "starting",
};

/** The two sides may escape a URI differently; parsing makes them one. */
function key(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}
