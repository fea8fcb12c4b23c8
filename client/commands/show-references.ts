import * as vscode from "vscode";
import type { Range } from "../../server/protocol/lsp";
import type { App } from "../app";
import type { Command } from "./command";

interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Behind the code lens: turns the protocol's plain places into the editor's and opens its list of references. */
export const showReferences: Command = {
  name: "showReferences",
  run(_app: App, uri?: unknown, position?: unknown, places?: unknown) {
    if (typeof uri !== "string" || !isPosition(position) || !Array.isArray(places)) return undefined;
    const locations = (places as readonly Place[]).map(({ uri: home, range }) => {
      const { start, end } = range;
      const place = new vscode.Range(start.line, start.character, end.line, end.character);
      return new vscode.Location(vscode.Uri.parse(home), place);
    });
    const at = new vscode.Position(position.line, position.character);
    return vscode.commands.executeCommand(
      "editor.action.showReferences",
      vscode.Uri.parse(uri),
      at,
      locations,
    );
  },
};

function isPosition(value: unknown): value is Range["start"] {
  return typeof value === "object" && value !== null && "line" in value && "character" in value;
}
