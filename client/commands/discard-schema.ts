import * as vscode from "vscode";
import type { Command } from "./command";

/** Closes the generated schema in the editor without keeping it. */
export const discardSchema: Command = {
  name: "discardSchema",
  run: ({ undecidedDrafts }, argument) =>
    undecidedDrafts.decide(argument instanceof vscode.Uri ? argument : undefined, "discard"),
};
