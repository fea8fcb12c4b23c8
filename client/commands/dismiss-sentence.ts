import * as vscode from "vscode";
import type { Command } from "./command";

/** Marks a sentence of the brief as known not to be covered; run by its quick fix, with the problem's message. */
export const dismissSentence: Command = {
  name: "dismissSentence",
  async run({ sideFiles }, uri, message): Promise<void> {
    if (!(uri instanceof vscode.Uri) || typeof message !== "string") return;
    await sideFiles.update(uri, ({ uncovered = [] }) => ({
      uncovered: uncovered.map((one) =>
        message.includes(`“${one.text}”`) ? { ...one, dismissed: true } : one,
      ),
    }));
  },
};
