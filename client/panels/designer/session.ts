import * as vscode from "vscode";
import type { DesignerState, Turn, TurnResult } from "../../../server/protocol/designer-messages";
import type { GenerateParams, GenerateResult } from "../../../server/protocol/lsp";
import type { App } from "../../app";
import { briefProblem } from "../../generation/brief";
import { Draft } from "../../generation/draft";
import { StageTracker } from "../../generation/progress";
import { asIn, replaceText } from "../../generation/refine";
import { generatedSections } from "../../generation/trace";
import { keepRefinement, type Refinement } from "../../generation/refined-trace";
import { generationParameters, streamInto, waysOut } from "../../generation/run";
import { settings, type Dialect, type ProviderSetting } from "../../settings";
import { readAttachment, withAttachments, type AttachedFile, type Attachment } from "./attachments";
import { changesBetween, takenBack } from "./changes";

/** What a turn leaves that the page is not told: the texts around it. */
interface Texts {
  readonly before: string;
  readonly after: string;
  /** The document that was written while it was not yet accepted. */
  readonly draft?: Draft;
  /** The empty document that the draft is for. */
  readonly target?: vscode.Uri;
  /** For a change: what was asked for, and what came of it. */
  readonly refined?: Pick<Refinement, "instruction" | "result">;
}

/** What a session asks of the panel that it is in. */
export interface SessionHost {
  /** The document whose schema is shown; undefined before there is one. */
  readonly uri: vscode.Uri | undefined;
  /** Shows another document. */
  attach(uri: vscode.Uri | undefined): void;
  /** Draws a text in place of the document, as what became of another, until it is undefined. */
  preview(text: string | undefined, before?: string): void;
  /** Lays the diagram out anew. */
  arrange(): void;
  changed(): void;
}

/** The conversation of one designer: briefs, changes, and what came of each. */
export class DesignerSession implements vscode.Disposable {
  dialect: Dialect;
  provider: ProviderSetting;
  turns: readonly Turn[] = [];
  attachments: readonly Attachment[] = [];
  notice: string | undefined;
  private run: { readonly kind: Turn["kind"]; readonly tracker: StageTracker } | undefined;
  private cancel: vscode.CancellationTokenSource | undefined;
  private isDialectChosen = false;
  private isProviderChosen = false;
  private readonly texts = new Map<number, Texts>();
  private count = 0;

  constructor(
    private readonly app: App,
    private readonly host: SessionHost,
  ) {
    const { dialect, provider } = settings();
    this.dialect = dialect === "auto" ? "postgresql" : dialect;
    this.provider = provider;
  }

  /** Takes what the settings say now, where the person has not chosen otherwise here. */
  followSettings(): void {
    const { dialect, provider } = settings();
    if (!this.isProviderChosen) this.provider = provider;
    if (dialect !== "auto") this.suggestDialect(dialect);
  }

  chooseProvider(provider: ProviderSetting): void {
    this.provider = provider;
    this.isProviderChosen = true;
  }

  get running(): DesignerState["run"] {
    if (!this.run) return undefined;
    const { kind, tracker } = this.run;
    const { startedAt, stage, round, tables, log } = tracker;
    return { kind, startedAt, stage, round, tables, log: [...log] };
  }

  /** Takes up a conversation from before a reload; what was not finished then is over. */
  restore(turns: readonly Turn[]): void {
    if (this.turns.length > 0) return;
    this.turns = turns.map((turn) =>
      turn.status === "running" ? { ...turn, status: "stopped" as const } : turn,
    );
    this.count = Math.max(0, ...turns.map(({ id }) => id));
  }

  chooseDialect(dialect: Dialect): void {
    this.dialect = dialect;
    this.isDialectChosen = true;
  }

  /** The dialect where nobody has chosen one here and nothing has been written yet. */
  suggestDialect(dialect: Dialect): void {
    if (!this.isDialectChosen && this.turns.length === 0) this.dialect = dialect;
  }

  attach(file: AttachedFile): void {
    const read = readAttachment(++this.count, file);
    if (typeof read === "string") this.warn(read);
    else this.attachments = [...this.attachments, read];
    this.host.changed();
  }

  detach(id: number): void {
    this.attachments = this.attachments.filter((attachment) => attachment.id !== id);
    this.host.changed();
  }

  /** A new schema where there is none, else a change of the one that there is. */
  async ask(words: string): Promise<void> {
    if (this.run) return;
    this.notice = undefined;
    const isShown = words.trim() === "" && this.attachments.some(({ image }) => image !== undefined);
    const text = isShown ? vscode.l10n.t("The tables for what the picture shows.") : words;
    const problem = briefProblem(withAttachments(text, this.attachments, { rows: false }));
    if (problem !== undefined) {
      this.warn(problem);
      return;
    }
    await this.settleProposals();
    const document = await this.document();
    if (document && document.getText().trim() !== "") await this.change(document, text);
    else await this.generate(document, text);
  }

  stop(): void {
    this.cancel?.cancel();
  }

  async accept(id: number): Promise<void> {
    const texts = this.texts.get(id);
    if (!texts) return;
    const { before, after, draft, target, refined } = texts;
    if (draft) {
      // The person may have mended it by hand before keeping it.
      const written = draft.document.isClosed ? after : draft.document.getText();
      draft.dispose();
      if (target) {
        const known = await this.app.sideFiles.sections(draft.document.uri);
        await this.app.sideFiles.update(target, known);
        await draft.discard();
        this.host.attach(target);
        const document = await vscode.workspace.openTextDocument(target);
        await replaceText(document, document.getText(), asIn(document, written));
        this.texts.set(id, { before, after: asIn(document, written) });
      } else this.texts.set(id, { before, after: written });
      this.update(id, { status: "accepted" });
      return;
    }
    const document = await this.document();
    if (document?.getText() !== before) {
      this.warn(
        vscode.l10n.t("The file was edited meanwhile, so the change was not applied. Ask for it again."),
      );
      this.end(id, "discarded");
      return;
    }
    this.host.preview(undefined);
    await replaceText(document, before, after);
    if (refined) await keepRefinement(this.app.sideFiles, document, { before, after, ...refined });
    this.update(id, { status: "accepted" });
  }

  async discard(id: number): Promise<void> {
    const draft = this.texts.get(id)?.draft;
    const target = this.texts.get(id)?.target;
    this.end(id, "discarded");
    if (!draft) return;
    this.host.attach(target);
    await draft.discard();
  }

  /** Takes an accepted change back, also where other places of the text were edited since. */
  async revert(id: number): Promise<void> {
    const texts = this.texts.get(id);
    const document = await this.document();
    const current = document?.getText();
    const back = texts && current !== undefined ? takenBack(current, texts.before, texts.after) : undefined;
    if (!document || current === undefined || back === undefined) {
      this.warn(
        vscode.l10n.t(
          "What this change wrote was edited since, so it cannot be taken back by itself. Undo in the text, or ask for the opposite.",
        ),
      );
      return;
    }
    await replaceText(document, current, back);
    this.update(id, { status: "reverted" });
  }

  /** Shows what a change would do as a difference of texts. */
  async compare(id: number): Promise<void> {
    const texts = this.texts.get(id);
    const document = await this.document();
    if (!texts || !document) return;
    const title = vscode.l10n.t("{0}: what would change", vscode.workspace.asRelativePath(document.uri));
    await this.app.proposals.show(document, texts.after, title);
  }

  confirm(id: number, assumption: number, confirmed: boolean): void {
    const result = this.turns.find((turn) => turn.id === id)?.result;
    if (!result) return;
    const assumptions = result.assumptions.map((one, index) =>
      index === assumption ? { ...one, confirmed } : one,
    );
    this.update(id, { result: { ...result, assumptions } });
  }

  dispose(): void {
    this.cancel?.cancel();
    this.cancel?.dispose();
    for (const { draft } of this.texts.values()) draft?.dispose();
  }

  private async generate(target: vscode.TextDocument | undefined, text: string): Promise<void> {
    const start = this.attachments.find(({ schema }) => schema !== undefined)?.schema;
    const params = await this.parameters(text);
    if (!params) return;
    const draft = await Draft.open({ beside: true });
    this.host.attach(draft.document.uri);
    const from = start === undefined ? {} : { current: start, instruction: params.brief };
    const done = await this.follow("generate", text, (watcher) =>
      streamInto(this.app, { ...params, ...from }, draft, watcher),
    );
    if (!done) {
      this.host.attach(target?.uri);
      return;
    }
    await this.app.sideFiles.update(draft.document.uri, generatedSections(text, done.result));
    const after = draft.document.getText();
    this.texts.set(done.id, { before: "", after, draft, ...(target && { target: target.uri }) });
    this.attachments = [];
    await this.propose(done, undefined, after);
    this.host.arrange();
  }

  private async change(document: vscode.TextDocument, text: string): Promise<void> {
    const params = await this.parameters(text);
    if (!params) return;
    const before = document.getText();
    const instruction = params.brief;
    const done = await this.follow("change", text, ({ onProgress, token }) =>
      this.app.language.generate({ ...params, current: before, instruction }, onProgress, token),
    );
    if (!done) return;
    const after = asIn(document, done.result.sql);
    if (after === before) {
      const [why = ""] = done.result.uncovered;
      this.update(done.id, {
        status: "unchanged",
        message:
          `${vscode.l10n.t("Nothing was changed: {0} does not know how to do this.", nameOf(done.result))} ${why}`.trim(),
      });
      return;
    }
    this.texts.set(done.id, { before, after, refined: { instruction: text, result: done.result } });
    this.attachments = [];
    await this.propose(done, before, after);
    this.host.preview(after, before);
  }

  /** Runs a generation as a turn; undefined when it failed or was stopped, which the turn then says. */
  private async follow(
    kind: Turn["kind"],
    text: string,
    work: (watcher: {
      readonly token: vscode.CancellationToken;
      readonly onProgress: StageTracker["take"];
    }) => Promise<GenerateResult>,
  ): Promise<{ readonly id: number; readonly result: GenerateResult; readonly seconds: number } | undefined> {
    const id = ++this.count;
    const tracker = new StageTracker();
    const cancel = (this.cancel = new vscode.CancellationTokenSource());
    this.run = { kind, tracker };
    const attachments = this.attachments.map(({ name }) => name);
    const before = this.turns.map(({ ways: _, ...turn }) => turn);
    this.turns = [...before, { id, kind, text, attachments, status: "running" }];
    this.host.changed();
    try {
      const onProgress: StageTracker["take"] = (event) => {
        tracker.take(event);
        this.host.changed();
      };
      const result = await work({ token: cancel.token, onProgress });
      if (cancel.token.isCancellationRequested) throw new vscode.CancellationError();
      return { id, result, seconds: tracker.seconds };
    } catch (error) {
      const stopped = cancel.token.isCancellationRequested;
      const message = error instanceof Error ? error.message : String(error);
      if (!stopped) this.app.output.error(`Generating a schema failed: ${message}`);
      const failure = { status: "failed", message, ways: waysOut(error, this.provider) } as const;
      this.update(id, stopped ? { status: "stopped" } : failure);
      return undefined;
    } finally {
      cancel.dispose();
      this.cancel = undefined;
      this.run = undefined;
      this.host.changed();
    }
  }

  private async propose(
    {
      id,
      result,
      seconds,
    }: { readonly id: number; readonly result: GenerateResult; readonly seconds: number },
    before: string | undefined,
    after: string,
  ): Promise<void> {
    const uri = this.host.uri?.toString() ?? "";
    const dialect = this.dialect;
    const drawn = (text: string) => this.app.language.diagramOfText({ uri, text, dialect });
    const changes = changesBetween(
      before === undefined ? undefined : await drawn(before),
      await drawn(after),
    );
    const count = (severity: string) =>
      result.problems.filter((problem) => problem.severity === severity).length;
    const told: TurnResult = {
      author: nameOf(result),
      seconds,
      rounds: result.rounds,
      tables: result.tables.length,
      errors: count("error"),
      warnings: count("warning"),
      ...(result.usage && { usage: result.usage }),
      changes,
      assumptions: result.assumptions.map((text) => ({ text, confirmed: false })),
      uncovered: result.uncovered,
    };
    this.update(id, { status: "proposed", result: told });
  }

  private async parameters(text: string): Promise<GenerateParams | undefined> {
    const { dialect, provider } = this;
    const params = await generationParameters(this.app, { brief: text, dialect, provider });
    if (!params) return undefined;
    const { openai, editor } = params;
    const rows =
      provider === "auto"
        ? openai?.apiKey !== undefined || openai?.baseUrl !== undefined || editor !== undefined
        : provider !== "builtin";
    const images = this.attachments.flatMap(({ image }) => image ?? []);
    const brief = withAttachments(text, this.attachments, { rows });
    return { ...params, brief, ...(images.length > 0 && { images }) };
  }

  /** What is still a proposal when something else is asked for: a draft is kept, a change is not. */
  private async settleProposals(): Promise<void> {
    for (const { id, status } of this.turns) {
      if (status !== "proposed") continue;
      if (this.texts.get(id)?.draft) await this.accept(id);
      else this.end(id, "discarded");
    }
  }

  private end(id: number, status: Turn["status"]): void {
    if (!this.texts.get(id)?.draft) this.host.preview(undefined);
    this.texts.delete(id);
    this.update(id, { status });
  }

  private update(id: number, what: Partial<Turn>): void {
    this.turns = this.turns.map((turn) => (turn.id === id ? { ...turn, ...what } : turn));
    this.host.changed();
  }

  private warn(message: string): void {
    this.notice = message;
    this.host.changed();
  }

  private async document(): Promise<vscode.TextDocument | undefined> {
    const { uri } = this.host;
    return (
      uri &&
      vscode.workspace.openTextDocument(uri).then(
        (document) => document,
        () => undefined,
      )
    );
  }
}

function nameOf({ provider, model }: GenerateResult): string {
  const name = provider === "builtin" ? vscode.l10n.t("the built-in generator") : provider;
  return model === undefined ? name : `${name} (${model})`;
}
