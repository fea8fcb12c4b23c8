import * as vscode from "vscode";
import type { MergeConflict, MergeResult, MergeSide, SchemaChange } from "../../server/protocol/merge";
import type { App } from "../app";
import { Cancelled } from "../api/failure";

export interface MergeQuestion {
  /** Of what, for titles: the schema's name. */
  readonly name: string;
  readonly dialect: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** How the sides are called. */
  readonly words: { readonly ours: string; readonly theirs: string; readonly base: string };
}

/**
 * Merges two texts by their objects, asking about each that both sides have changed, and has the result checked.
 * Rejects with `Cancelled` when the person closes a question; nothing has been written by then.
 */
export async function mergeVersions(app: App, question: MergeQuestion): Promise<MergeResult> {
  const { dialect, base, ours, theirs } = question;
  const texts = { dialect, base, ours, theirs };
  const { conflicts } = await app.language.merge(texts);
  const choices: Record<string, MergeSide> = {};
  for (let at = 0; at < conflicts.length;) {
    const conflict = conflicts[at];
    if (!conflict) break;
    const answer = await askConflict(app, question, conflict, at, conflicts.length);
    if (answer === "back") at--;
    else {
      choices[conflict.id] = answer;
      at++;
    }
  }
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Checking the merged schema…") },
    () => app.language.merge({ ...texts, choices, check: true }),
  );
}

interface SideItem extends vscode.QuickPickItem {
  readonly side: MergeSide;
}

/** One object, two or three texts: which one stays? */
function askConflict(
  app: App,
  { name, words }: MergeQuestion,
  conflict: MergeConflict,
  at: number,
  count: number,
): Promise<MergeSide | "back"> {
  const compare = {
    iconPath: new vscode.ThemeIcon("diff"),
    tooltip: vscode.l10n.t("Show Both Sides"),
  };
  const item = (side: MergeSide, icon: string): SideItem => {
    const text = conflict[side];
    return {
      side,
      label: `$(${icon}) ${words[side]}`,
      detail: text === undefined ? vscode.l10n.t("removes it") : text.replaceAll(/\s+/g, " ").slice(0, 300),
      buttons: [compare],
    };
  };
  return new Promise((resolve, reject) => {
    const box = vscode.window.createQuickPick<SideItem>();
    box.title = vscode.l10n.t("Merge {0}: both sides changed the {1}", name, objectLabel(conflict.object));
    box.step = at + 1;
    box.totalSteps = count;
    box.placeholder = vscode.l10n.t("Which one stays?");
    box.ignoreFocusOut = true;
    box.items = [
      item("ours", "account"),
      item("theirs", "organization"),
      ...(conflict.base === undefined ? [] : [item("base", "history")]),
    ];
    if (at > 0) box.buttons = [vscode.QuickInputButtons.Back];
    let settled = false;
    const finish = (answer?: MergeSide | "back") => {
      if (settled) return;
      settled = true;
      box.dispose();
      if (answer === undefined) reject(new Cancelled());
      else resolve(answer);
    };
    box.onDidAccept(() => {
      const [chosen] = box.selectedItems;
      if (chosen) finish(chosen.side);
    });
    box.onDidTriggerButton(() => finish("back"));
    box.onDidTriggerItemButton(() => {
      const { versions } = app.team;
      const left = versions.hold(`${words.theirs}.sql`, conflict.theirs ?? "");
      const right = versions.hold(`${words.ours}.sql`, conflict.ours ?? "");
      const title = `${objectLabel(conflict.object)}: ${words.theirs} ↔ ${words.ours}`;
      void vscode.commands.executeCommand("vscode.diff", left, right, title, {
        preview: true,
        preserveFocus: true,
      });
    });
    box.onDidHide(() => finish());
    box.show();
  });
}

/** "column book.title" */
function objectLabel({ kind, name }: SchemaChange["object"]): string {
  return `${kind} ${name}`;
}

/** "added column book.isbn, removed index book_idx, and 3 more" */
export function describeChanges(changes: readonly SchemaChange[], most = 3): string {
  const parts = changes.slice(0, most).map(({ what, object }) => {
    const label = objectLabel(object);
    switch (what) {
      case "added":
        return vscode.l10n.t("added {0}", label);
      case "removed":
        return vscode.l10n.t("removed {0}", label);
      case "changed":
        return vscode.l10n.t("changed {0}", label);
    }
  });
  const more = changes.length - parts.length;
  return [...parts, ...(more > 0 ? [vscode.l10n.t("{0} more", more)] : [])].join(", ");
}
