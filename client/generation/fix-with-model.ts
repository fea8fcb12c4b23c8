import * as vscode from "vscode";
import type { App } from "../app";
import { sqlLanguages } from "../language/languages";
import { settings } from "../settings";
import { editorModel } from "./editor-model";

/** Offers to have a model mend a problem, where there is a model; the change is shown before it is made. */
export function fixWithModel(app: App): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    sqlLanguages,
    {
      async provideCodeActions(document, _, { diagnostics, only }) {
        const own = diagnostics.filter(({ source }) => source === "dbscst");
        const asked = only === undefined || only.contains(vscode.CodeActionKind.QuickFix);
        if (own.length === 0 || !asked || !(await hasModel(app))) return [];
        return own.map((diagnostic) => {
          const title = vscode.l10n.t("Fix with AI: {0}", shortened(diagnostic.message));
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.diagnostics = [diagnostic];
          action.command = {
            title,
            command: "dbscst.refineSchema",
            arguments: [{ mend: mendingInstruction(document, diagnostic) }],
          };
          return action;
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

/** Whether a refinement would be answered by a model; the built-in generator mends no problem. */
export async function hasModel({ apiKey, team }: App): Promise<boolean> {
  const { provider, baseUrl } = settings();
  if (provider === "openai") return true;
  if (provider === "backend") return (await team.accounts.current()) !== undefined;
  const hasKey = (await apiKey.get()) !== undefined || (process.env.OPENAI_API_KEY ?? "") !== "";
  if (provider === "auto" && (hasKey || baseUrl !== "")) return true;
  return (provider === "auto" || provider === "editor") && (await editorModel()) !== undefined;
}

function mendingInstruction(document: vscode.TextDocument, { message, range }: vscode.Diagnostic): string {
  return [
    `Mend this problem in line ${range.start.line + 1}, and change nothing that it does not need:`,
    message,
    `The line: ${document.lineAt(range.start.line).text.trim()}`,
  ].join("\n");
}

/** What a person has selected narrows a change to it. */
export function withSelection(instruction: string, selected: string): string {
  return selected.trim() === ""
    ? instruction
    : `${instruction}\nThis concerns this part of the schema alone, and what must change with it:\n${selected.trim()}`;
}

function shortened(message: string): string {
  return message.length > 60 ? `${message.slice(0, 59)}…` : message;
}
