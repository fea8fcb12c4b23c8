import * as vscode from "vscode";
import { counted } from "../counted";
import { dialectLabels } from "../language/status-item";
import type { GeneratedProblem, GenerateResult, GenerationUsage } from "../../server/protocol/lsp";

const scheme = "dbscst-summary";

/** The page about a generated schema: what it holds, what was assumed, what is left. Shown as Markdown. */
export class Summaries implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;

  readonly onDidChange = this.changed.event;

  constructor() {
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.texts.delete(uri.toString());
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Opens the summary beside the schema, without taking the keyboard from it. */
  async show(result: GenerateResult, seconds: number): Promise<void> {
    this.count++;
    const uri = vscode.Uri.from({ scheme, path: `/Schema ${this.count}.md` });
    this.texts.set(uri.toString(), summaryText(result, seconds));
    // The command that shows a preview to the side takes the keyboard, and late; opened as an editor it does not.
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    await vscode.commands.executeCommand("vscode.openWith", uri, "vscode.markdown.preview.editor", beside);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

/** The summary as Markdown. */
function summaryText(result: GenerateResult, seconds: number): string {
  const { tables, problems, assumptions, uncovered } = result;
  const sections = [
    `# ${counted.tables(tables.length)}\n\n${origin(result, seconds)}`,
    tables.length > 0 &&
      list(
        vscode.l10n.t("Tables"),
        tables.map((table) => code(table)),
      ),
    problems.length > 0 && list(vscode.l10n.t("Problems left"), problems.map(problemLine)),
    assumptions.length > 0 && list(vscode.l10n.t("Assumed"), assumptions.map(escape)),
    uncovered.length > 0 &&
      list(
        vscode.l10n.t("Not covered by the schema"),
        uncovered.map((line) => `> ${escape(line)}`),
      ),
  ];
  return `${sections.filter((section) => section !== false).join("\n\n")}\n`;
}

function origin(
  { provider, providerReason, model, rounds, dialect, usage, timings }: GenerateResult,
  seconds: number,
): string {
  const names: Partial<Record<typeof provider, string>> = {
    builtin: vscode.l10n.t("the built-in generator"),
    editor: vscode.l10n.t("the editor's model"),
    backend: vscode.l10n.t("your team's server"),
  };
  const name = names[provider] ?? provider;
  const who = model === undefined ? name : `${name} (${model})`;
  const lines = [
    vscode.l10n.t("Written by {0} for {1} in {2} s.", who, dialectLabels[dialect] ?? dialect, seconds),
    // Whoever chose it need not be told so.
    providerReason === undefined || providerReason.endsWith("was asked for.") ? "" : escape(providerReason),
    timings.part !== undefined
      ? vscode.l10n.t("The brief is long: it was planned and written in parts, with {0} requests.", rounds)
      : "",
    rounds > 1 && timings.part === undefined
      ? vscode.l10n.t("It took {0} rounds: the first draft had errors, which were sent back.", rounds)
      : "",
    usage ? usageText(usage) : "",
  ];
  return lines.filter((line) => line !== "").join(" ");
}

/** What the server says that it took; dollars where it tells. */
function usageText({ inputTokens, outputTokens, costUsd }: GenerationUsage): string {
  const read = inputTokens.toLocaleString("en");
  const written = outputTokens.toLocaleString("en");
  return costUsd === undefined
    ? vscode.l10n.t("The model read {0} tokens and wrote {1}.", read, written)
    : vscode.l10n.t("The model read {0} tokens and wrote {1}, for ${2}.", read, written, dollars(costUsd));
}

/** Fractions of a cent count, since most schemas cost no more. */
function dollars(amount: number): string {
  return amount >= 1 ? amount.toFixed(2) : amount.toFixed(4);
}

function problemLine({ severity, message, range, code: name }: GeneratedProblem): string {
  return `**${severity}**, ${vscode.l10n.t("line {0}", range.start.line + 1)}: ${escape(message)} (${code(name)})`;
}

function list(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** What a model or a brief says is text, not Markdown: no link, image or markup of it takes effect. */
function escape(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#+!|<>~-]/g, String.raw`\$&`);
}
