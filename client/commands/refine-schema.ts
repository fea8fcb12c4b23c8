import * as vscode from "vscode";
import { hasModel, withSelection } from "../generation/fix-with-model";
import { refine, type RefineOutcome } from "../generation/refine";
import { sqlLanguages } from "../language/languages";
import type { Command } from "./command";

/** Changes the schema in the editor by an instruction in plain language, shown as a difference first. */
export const refineSchema: Command = {
  name: "refineSchema",
  /**
   * `argument`: the instruction, from another command or a key binding, or `{mend}` for one that is about a fault and
   * nothing that the brief asks for; without it the person is asked.
   */
  async run(app, argument): Promise<RefineOutcome | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !sqlLanguages.includes(document.languageId) || document.getText().trim() === "") {
      void vscode.window.showInformationMessage(vscode.l10n.t("Open the SQL schema that should change."));
      return undefined;
    }
    if (typeof argument === "string") return refine(app, document, argument, argument);
    const mend = typeof argument === "object" && argument !== null && "mend" in argument && argument.mend;
    if (typeof mend === "string") return refine(app, document, mend, undefined);
    const selected = document.getText(vscode.window.activeTextEditor?.selection);
    // The built-in generator reads instructions of a few words alone.
    const isPart =
      (await hasModel(app)) && selected.trim() !== "" && selected.length < document.getText().length;
    const instruction = await askForInstruction(isPart);
    if (instruction === undefined) return undefined;
    const whole = isPart ? withSelection(instruction, selected) : instruction;
    return refine(app, document, whole, instruction);
  },
};

async function askForInstruction(isPart: boolean): Promise<string | undefined> {
  const instruction = await vscode.window.showInputBox({
    title: isPart ? vscode.l10n.t("Refine the Selected Part") : vscode.l10n.t("Refine Schema"),
    prompt: vscode.l10n.t("What should change? You see it as a difference before anything is written."),
    placeHolder: vscode.l10n.t("Add soft delete to all tables"),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Say what should change.") : undefined),
  });
  return instruction?.trim();
}
