import * as vscode from "vscode";
import type { Command } from "./command";

/** Writes what the difference in front proposes into its document. */
export const acceptChange: Command = {
  name: "acceptChange",
  run: ({ proposals }, argument) =>
    proposals.decide(argument instanceof vscode.Uri ? argument : undefined, "accept"),
};
