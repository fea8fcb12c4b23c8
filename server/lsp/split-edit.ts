import { posix } from "node:path";
import type { CreateFile, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { URI, Utils } from "vscode-uri";
import { splitSchema } from "../language";
import { toRange } from "./convert";
import type { OpenDocument } from "./documents";

/**
 * Writes the parts of a schema into a folder beside its file and named like it, and leaves what runs them in the file.
 * An editor refuses the whole edit where one of the files is there.
 */
export function splitEdit({ text, result }: OpenDocument): WorkspaceEdit | { readonly refusal: string } {
  const split = splitSchema(result);
  if ("refusal" in split) return split;
  const own = URI.parse(text.uri);
  const folder = posix.basename(own.path).replace(/\.[^.]*$/, "");
  const made = split.files.flatMap(({ name, text: newText }): (CreateFile | TextDocumentEdit)[] => {
    const uri = Utils.joinPath(Utils.dirname(own), folder, name).toString();
    const start = { line: 0, character: 0 };
    return [
      { kind: "create", uri },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
    ];
  });
  const whole = toRange(text, { start: 0, end: text.getText().length });
  // Only psql reads a file within a file in a way that the checker knows.
  const isPsql = result.script.dialect === "postgresql";
  const lines = split.files.map(({ name }) => `${isPsql ? "\\ir" : "--"} ${folder}/${name}`);
  const head = isPsql ? [] : ["-- The schema, in the order in which the files run:"];
  const newText = `${[...head, ...lines].join("\n")}\n`;
  const rest = { textDocument: { uri: text.uri, version: text.version }, edits: [{ range: whole, newText }] };
  return { documentChanges: [...made, rest] };
}
