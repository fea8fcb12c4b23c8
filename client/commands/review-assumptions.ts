import * as vscode from "vscode";
import type { Assumption } from "../../server/protocol/side-file";
import type { App } from "../app";
import { refine } from "../generation/refine";
import type { Command } from "./command";

interface Item extends vscode.QuickPickItem {
  readonly assumption: Assumption;
}

/** Lists what the schema in the editor rests on; one is confirmed, or changed, which changes the schema. */
export const reviewAssumptions: Command = {
  name: "reviewAssumptions",
  async run(app): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const { assumptions = [] } = document ? await app.sideFiles.sections(document.uri) : {};
    if (!document || assumptions.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("No assumptions are known of this file. They are kept when a schema is generated."),
      );
      return;
    }
    const items = assumptions.map((assumption): Item => ({
      label: assumption.changedTo ?? assumption.text,
      description: states[assumption.state],
      assumption,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("What the schema assumes"),
      placeHolder: vscode.l10n.t("Choose one to confirm or to change it"),
    });
    if (picked) await decide(app, document, picked.assumption);
  },
};

const states = {
  open: vscode.l10n.t("open"),
  confirmed: vscode.l10n.t("confirmed"),
  changed: vscode.l10n.t("changed"),
};

async function decide(app: App, document: vscode.TextDocument, assumption: Assumption): Promise<void> {
  const { id, text, changedTo } = assumption;
  const holds = changedTo ?? text;
  const confirm = { label: `$(check) ${vscode.l10n.t("It is so")}` };
  const change = { label: `$(edit) ${vscode.l10n.t("It is otherwise…")}` };
  const answer = await vscode.window.showQuickPick([confirm, change], { title: holds });
  if (answer === confirm) {
    const state = changedTo === undefined ? "confirmed" : "changed";
    await store(app, document.uri, { ...assumption, state });
  }
  if (answer !== change) return;
  const instead = await vscode.window.showInputBox({
    title: vscode.l10n.t("What holds instead?"),
    prompt: vscode.l10n.t("The schema is changed to fit; you see the difference first."),
    value: holds,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === "" ? vscode.l10n.t("Say what holds instead.") : undefined),
  });
  if (instead === undefined || instead.trim() === holds) return;
  const instruction = `Not “${holds}”, but: ${instead.trim()}`;
  const outcome = await refine(app, document, instruction, instead.trim());
  // What was not taken over into the schema is still assumed by it.
  if (outcome === "applied")
    await store(app, document.uri, { id, text, state: "changed", changedTo: instead.trim() });
}

async function store(app: App, uri: vscode.Uri, changed: Assumption): Promise<void> {
  await app.sideFiles.update(uri, ({ assumptions = [] }) => ({
    assumptions: assumptions.map((one) => (one.id === changed.id ? changed : one)),
  }));
}
