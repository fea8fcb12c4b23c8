import * as vscode from "vscode";
import type { Command } from "./command";

/** Leaves the document of the difference in front as it is, and closes the difference. */
export const discardChange: Command = {
  name: "discardChange",
  run: ({ proposals }, argument) =>
    proposals.decide(argument instanceof vscode.Uri ? argument : undefined, "discard"),
};
