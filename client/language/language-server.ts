import * as vscode from "vscode";
import { LanguageClient, State, TransportKind } from "vscode-languageclient/node";
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

export type ServerState = "starting" | "running" | "stopped";

export type BackendAnswer = (
  params: BackendGenerateParams,
  onProgress: (progress: BackendProgress) => void,
  token: vscode.CancellationToken,
) => Promise<BackendGenerateResult>;

/** The languages whose documents are checked: the editor's own, and the names that other extensions use. */
export const sqlLanguages = ["sql", "postgres", "pgsql", "mysql", "sqlite"];

/** Where documents come from; what a comparison or an output shows is nobody's schema. */
const schemes = ["file", "untitled", "vscode-vfs"];

/** The language server's process and what it says. */
export class LanguageServer implements vscode.Disposable {
  private readonly client: LanguageClient;
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

  constructor(serverModule: string, output: vscode.LogOutputChannel) {
    const run = { module: serverModule, transport: TransportKind.stdio };
    this.client = new LanguageClient(
      "dbscst",
      "dbscst",
      { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } } },
      {
        documentSelector: sqlLanguages.flatMap((language) => schemes.map((scheme) => ({ language, scheme }))),
        outputChannel: output,
        diagnosticCollectionName: "dbscst",
        middleware: {
          handleDiagnostics: (uri, diagnostics, next) => this.held.take(uri, diagnostics, next),
        },
      },
    );
    this.disposables = [
      this.checked,
      this.engine,
      this.stateChange,
      this.client.onNotification(checkedNotification, (params: CheckedParams) => {
        this.checkedByUri.set(key(params.uri), params);
        this.checked.fire(params);
      }),
      this.client.onNotification(engineStateNotification, (params: EngineStateParams) =>
        this.engine.fire(params),
      ),
      this.client.onNotification(generateProgressNotification, (params: GenerateProgressParams) =>
        this.progress.get(params.id)?.(params),
      ),
      this.client.onRequest(
        editorModelRequest,
        (params: EditorModelParams, token: vscode.CancellationToken) =>
          askEditorModel(
            params,
            (text) => {
              const more: EditorModelTextParams = { id: params.id, text };
              void this.client.sendNotification(editorModelTextNotification, more);
            },
            token,
          ),
      ),
      this.client.onDidChangeState(({ newState }) => this.stateChange.fire(toServerState(newState))),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.checkedByUri.delete(key(uri.toString()))),
    ];
  }

  /** Who asks the team's backend on behalf of the server. */
  answerForBackend(ask: BackendAnswer): vscode.Disposable {
    return this.client.onRequest(
      backendGenerateRequest,
      (params: BackendGenerateParams, token: vscode.CancellationToken) =>
        ask(
          params,
          (progress) => {
            const message: BackendGenerateProgressParams = { id: params.id, progress };
            void this.client.sendNotification(backendGenerateProgressNotification, message);
          },
          token,
        ),
    );
  }

  start(): Promise<void> {
    return this.client.start();
  }

  async restart(): Promise<void> {
    this.checkedByUri.clear();
    if (this.client.isRunning()) await this.client.restart();
    else await this.client.start();
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
    await this.client.start();
    this.progress.set(params.id, onProgress);
    try {
      return await this.client.sendRequest<GenerateResult>(generateRequest, params, token);
    } finally {
      this.progress.delete(params.id);
    }
  }

  async listModels(params: ListModelsParams, token: vscode.CancellationToken): Promise<readonly string[]> {
    await this.client.start();
    const { models } = await this.client.sendRequest<ListModelsResult>(listModelsRequest, params, token);
    return models;
  }

  /** The document as a picture; undefined where the server does not have it. */
  async diagram(uri: string): Promise<DiagramModel | undefined> {
    await this.client.start();
    const params: DiagramParams = { uri };
    return (await this.client.sendRequest<DiagramModel | null>(diagramRequest, params)) ?? undefined;
  }

  /** What an edit of the diagram is in the text; it changes nothing by itself. */
  async editSchema(params: EditSchemaParams): Promise<EditSchemaResult> {
    await this.client.start();
    return this.client.sendRequest<EditSchemaResult>(editSchemaRequest, params);
  }

  /** A text that is in no document as a picture. */
  async diagramOfText(params: DiagramTextParams): Promise<DiagramModel> {
    await this.client.start();
    return this.client.sendRequest<DiagramModel>(diagramTextRequest, params);
  }

  /** What a diagram does not draw of a table; undefined where the server knows none of that id. */
  async tableDetails(params: TableDetailsParams): Promise<TableDetailsResult | undefined> {
    await this.client.start();
    return (
      (await this.client.sendRequest<TableDetailsResult | null>(tableDetailsRequest, params)) ?? undefined
    );
  }

  /** A fresh throw-away database with the document's schema in it. */
  async openSandbox(params: SandboxOpenParams): Promise<SandboxOpenResult> {
    await this.client.start();
    return this.client.sendRequest<SandboxOpenResult>(sandboxOpenRequest, params);
  }

  /** Runs SQL in the document's sandbox; a cancelled run ends it. */
  async runInSandbox(params: SandboxRunParams, token: vscode.CancellationToken): Promise<SandboxRunResult> {
    await this.client.start();
    return this.client.sendRequest<SandboxRunResult>(sandboxRunRequest, params, token);
  }

  closeSandbox(params: SandboxOpenParams): void {
    if (this.client.isRunning()) void this.client.sendRequest(sandboxCloseRequest, params);
  }

  async exportFormats(): Promise<readonly ExportFormatInfo[]> {
    await this.client.start();
    return (await this.client.sendRequest<ExportFormatsResult>(exportFormatsRequest)).formats;
  }

  /** The document in another tool's format; undefined where the server does not have it. */
  async export(params: ExportParams): Promise<ExportResult | undefined> {
    await this.client.start();
    return (await this.client.sendRequest<ExportResult | null>(exportRequest, params)) ?? undefined;
  }

  /** The way from one schema to another; undefined where it was cancelled. */
  async migration(
    params: MigrationParams,
    token: vscode.CancellationToken,
  ): Promise<MigrationResult | undefined> {
    await this.client.start();
    try {
      return await this.client.sendRequest<MigrationResult>(migrationRequest, params, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  }

  /** Two texts that come from one, merged by their objects. */
  async merge(params: MergeParams): Promise<MergeResult> {
    await this.client.start();
    return this.client.sendRequest<MergeResult>(mergeRequest, params);
  }

  /** What has happened to the objects of a schema from one text to another. */
  async changes(params: ChangesParams): Promise<ChangesResult> {
    await this.client.start();
    return this.client.sendRequest<ChangesResult>(changesRequest, params);
  }

  /** Rows that a document's schema takes; undefined where the server does not have the document. */
  async sampleRows(
    params: SampleRowsParams,
    token: vscode.CancellationToken,
  ): Promise<SampleRowsResult | undefined> {
    await this.client.start();
    return (
      (await this.client.sendRequest<SampleRowsResult | null>(sampleRowsRequest, params, token)) ?? undefined
    );
  }

  /** The sentences of the brief that a document does not cover. */
  async uncovered(params: UncoveredParams): Promise<readonly OpenSentence[]> {
    await this.client.start();
    return (await this.client.sendRequest<UncoveredResult>(uncoveredRequest, params)).sentences;
  }

  /** Tells the server what is known beside a document that has no file, or that a side file has changed. */
  async sideFileChanged(params: SideFileParams): Promise<void> {
    await this.client.start();
    await this.client.sendNotification(sideFileNotification, params);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
    // The extension host may be going down; the server also ends by itself when its input closes.
    this.client.dispose().catch(() => undefined);
  }
}

function toServerState(state: State): ServerState {
  switch (state) {
    case State.Running:
      return "running";
    case State.Starting:
      return "starting";
    default:
      return "stopped";
  }
}

/** The two sides may escape a URI differently; parsing makes them one. */
function key(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}
