import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { WayOut } from "../../server/protocol/designer-messages";
import type { GenerateParams, GenerateProgress, GenerateResult } from "../../server/protocol/lsp";
import type { App } from "../app";
import { settings, type Dialect, type ProviderSetting } from "../settings";
import { Draft } from "./draft";
import { editorModel } from "./editor-model";
import { StageReport } from "./progress";

export interface Generation {
  readonly result: GenerateResult;
  readonly draft: Draft;
  readonly seconds: number;
}

export interface GenerationRequest {
  readonly brief: string;
  readonly dialect?: Dialect;
  readonly provider?: ProviderSetting;
  /** The document that is changed; its configuration file counts, else that of the open folder. */
  readonly document?: vscode.TextDocument;
}

/**
 * Makes a schema while its SQL streams into an untitled editor. Undefined when the person cancelled or it failed;
 * then nothing is left of it, and the person knows why.
 */
export async function runGeneration(app: App, request: GenerationRequest): Promise<Generation | undefined> {
  const params = await generationParameters(app, request);
  if (!params) return undefined;
  const draft = await Draft.open();
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Generating schema"),
      cancellable: true,
    },
    async (progress, token) => {
      const report = new StageReport(progress);
      try {
        const result = await streamInto(app, params, draft, {
          token,
          onProgress: (event) => report.take(event),
        });
        return { result, draft, seconds: report.seconds };
      } catch (error) {
        if (!token.isCancellationRequested) generationFailed(app, error, params.provider);
        return undefined;
      } finally {
        report.dispose();
      }
    },
  );
}

/** Who follows a generation, and may end it. */
export interface Watcher {
  readonly token: vscode.CancellationToken;
  readonly onProgress: (event: GenerateProgress) => void;
}

/**
 * Makes a schema while its SQL streams into a draft, which holds the result in the end. Rejects when it fails or is
 * cancelled; then nothing is left of the draft.
 */
export async function streamInto(
  app: App,
  params: GenerateParams,
  draft: Draft,
  { token, onProgress }: Watcher,
): Promise<GenerateResult> {
  const hold = app.language.holdDiagnostics(draft.document.uri);
  try {
    const result = await app.language.generate(
      params,
      (event) => {
        onProgress(event);
        if (event.kind === "sql") draft.append(event.text, event.reset);
      },
      token,
    );
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    await draft.finish(result.sql);
    return result;
  } catch (error) {
    await draft.discard();
    draft.dispose();
    throw error;
  } finally {
    hold.dispose();
  }
}

/** Undefined when the person does not want the key to go where the workspace says. */
export async function generationParameters(
  app: App,
  request: GenerationRequest,
): Promise<GenerateParams | undefined> {
  const { dialect, provider, model, design } = settings();
  const chosen = request.provider ?? provider;
  const named = request.dialect ?? dialect;
  const endpoint = chosen === "auto" || chosen === "openai" ? await app.apiKey.endpoint() : {};
  if (!endpoint) return undefined;
  const editor = chosen === "auto" || chosen === "editor" ? await editorModel() : undefined;
  return {
    id: randomUUID(),
    brief: request.brief,
    ...(named !== "auto" && { dialect: named }),
    ...(request.document?.uri.scheme === "file" && { uri: request.document.uri.toString() }),
    provider: chosen,
    design,
    ...(editor && { editor: { model: editor.name } }),
    ...(chosen === "backend" && { backend: true }),
    openai: { ...endpoint, ...(model !== "" && { model }) },
  };
}

/** What can be done about a generation that failed; the server sends the failure's code beside its message. */
export function waysOut(error: unknown, provider: ProviderSetting): readonly WayOut[] {
  const data = error instanceof Error && "data" in error ? error.data : undefined;
  const code = typeof data === "object" && data !== null && "code" in data ? data.code : undefined;
  const signIn: WayOut = { command: "dbscst.signIn", label: vscode.l10n.t("Sign In") };
  const signUp: WayOut = { command: "dbscst.signUp", label: vscode.l10n.t("Sign Up") };
  const select: WayOut = { command: "dbscst.selectModel", label: vscode.l10n.t("Select Provider and Model") };
  const setKey: WayOut = { command: "dbscst.setApiKey", label: vscode.l10n.t("Set API Key") };
  const show: WayOut = { command: "dbscst.showOutput", label: vscode.l10n.t("Show Output") };
  if (provider !== "backend") return [select, setKey, show];
  return code === "unauthorized" ? [signIn, signUp, select] : [select, show];
}

/** Says what happened and offers what can be done about it. */
export function generationFailed(app: App, error: unknown, provider: ProviderSetting): void {
  const message = error instanceof Error ? error.message : String(error);
  app.output.error(`Generating a schema failed: ${message}`);
  const ways = waysOut(error, provider);
  void vscode.window.showErrorMessage(message, ...ways.map(({ label }) => label)).then((answer) => {
    const way = ways.find(({ label }) => label === answer);
    if (way) void vscode.commands.executeCommand(way.command);
  });
}
