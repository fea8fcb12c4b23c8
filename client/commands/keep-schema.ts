import * as vscode from "vscode";
import type { Command } from "./command";

/** Keeps the generated schema in the editor. */
export const keepSchema: Command = {
  name: "keepSchema",
  run: ({ undecidedDrafts }, argument) =>
    undecidedDrafts.decide(argument instanceof vscode.Uri ? argument : undefined, "keep"),
};
