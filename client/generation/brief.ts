import { basename } from "node:path";
import * as vscode from "vscode";
import { sqlLanguages } from "../language/languages";

/** Longer text is a document about something else; a model would not take it either. */
const longest = 100_000;

interface Source extends vscode.QuickPickItem {
  readonly text?: string;
}

/** Asks what the schema is for. Undefined when the person thinks better of it. */
export async function askForBrief(): Promise<string | undefined> {
  const offered = sources(vscode.window.activeTextEditor);
  if (offered.length === 0) return typeBrief();
  const type = `$(edit) ${vscode.l10n.t("Type a brief…")}`;
  const chosen = await vscode.window.showQuickPick<Source>([...offered, { label: type }], {
    title: vscode.l10n.t("Generate Schema"),
    placeHolder: vscode.l10n.t("What describes the data?"),
    matchOnDetail: true,
  });
  return chosen && (chosen.text ?? typeBrief());
}

/** Why a brief cannot be used, in words for people; undefined when it can. */
export function briefProblem(brief: string): string | undefined {
  if (brief.trim() === "") return vscode.l10n.t("Describe the data in a sentence or more.");
  if (!/\p{L}/u.test(brief)) return vscode.l10n.t("A brief is written in words.");
  if (brief.length > longest)
    return vscode.l10n.t("The brief has {0} characters; at most {1} can be read.", brief.length, longest);
  return undefined;
}

/** What the editor shows that could be a brief: the selection, or the whole of a text that is no code. */
function sources(editor: vscode.TextEditor | undefined): Source[] {
  if (!editor) return [];
  const { document, selection } = editor;
  const found: Source[] = [];
  const selected = document.getText(selection);
  if (briefProblem(selected) === undefined)
    found.push({
      label: `$(selection) ${vscode.l10n.t("The selected text")}`,
      detail: excerpt(selected),
      text: selected,
    });
  const isProse = ["markdown", "plaintext", "asciidoc", "restructuredtext"].includes(document.languageId);
  const whole = document.getText();
  if (isProse && !sqlLanguages.includes(document.languageId) && briefProblem(whole) === undefined)
    found.push({
      label: `$(file-text) ${vscode.l10n.t("The text of {0}", basename(document.uri.path))}`,
      detail: excerpt(whole),
      text: whole,
    });
  return found;
}

function typeBrief(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Generate Schema"),
    prompt: vscode.l10n.t(
      "Describe the data in plain language: what there is, what it has, how it belongs together.",
    ),
    placeHolder: vscode.l10n.t(
      "A library lends copies of books to members. A book has an ISBN, a title and authors…",
    ),
    ignoreFocusOut: true,
    // An empty box is not marked as wrong before anything is typed; Enter on it does nothing.
    validateInput: (value) => (value === "" ? undefined : briefProblem(value)),
  });
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
