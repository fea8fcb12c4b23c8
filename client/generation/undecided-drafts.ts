import * as vscode from "vscode";
import type { Draft } from "./draft";

/** The context key that holds the drafts above which the buttons to decide are shown. */
const undecidedKey = "dbscst.undecidedDrafts";

export type DraftDecision = "keep" | "discard";

interface Undecided {
  readonly draft: Draft;
  readonly settle: (decision: DraftDecision) => void;
}

/** The generated schemas of which nobody has said yet whether they are kept; a notification is soon out of sight. */
export class UndecidedDrafts implements vscode.Disposable {
  private readonly undecided = new Set<Undecided>();
  private readonly closing: vscode.Disposable;

  constructor() {
    // Whoever closes or saves it has decided without the buttons.
    this.closing = vscode.workspace.onDidCloseTextDocument((document) => {
      for (const each of this.undecided) if (each.draft.document === document) this.end(each, "keep");
    });
  }

  /** By a button above the schema, its command or `elsewhere`, whichever answers first. */
  async ask(draft: Draft, elsewhere: Thenable<DraftDecision | undefined>): Promise<DraftDecision> {
    return new Promise((resolve) => {
      const one: Undecided = { draft, settle: resolve };
      this.undecided.add(one);
      this.tell();
      // A notification that is closed without an answer leaves the buttons.
      void elsewhere.then((decision) => {
        if (decision) this.end(one, decision);
      });
    });
  }

  /** Decides on a draft; without its URI on the one in the editor in use. */
  decide(uri: vscode.Uri | undefined, decision: DraftDecision): void {
    const wanted = (uri ?? vscode.window.activeTextEditor?.document.uri)?.toString();
    for (const each of this.undecided)
      if (each.draft.document.uri.toString() === wanted) this.end(each, decision);
  }

  private end(one: Undecided, decision: DraftDecision): void {
    if (!this.undecided.delete(one)) return;
    one.settle(decision);
    this.tell();
  }

  private tell(): void {
    const uris = [...this.undecided].map(({ draft }) => draft.document.uri.toString());
    void vscode.commands.executeCommand("setContext", undecidedKey, uris);
  }

  dispose(): void {
    this.closing.dispose();
  }
}
