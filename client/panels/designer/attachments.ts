import * as vscode from "vscode";
import Papa from "papaparse";
import type { AttachmentInfo } from "../../../server/protocol/designer-messages";

/** A file that goes with a brief. */
export interface Attachment extends AttachmentInfo {
  /** What it adds to the brief; empty for a schema, which is what the brief changes. */
  readonly brief: string;
  /** Rows that show what the values look like, for a reader that tells them from the brief. */
  readonly rows?: string;
  /** The SQL to start from. */
  readonly schema?: string;
}

/** Of a text that is taken whole, in characters. */
const longestText = 100_000;
/** Of a file of which only columns and the first rows are taken, in bytes. */
export const largestFile = 1_000_000;
const sampleRows = 3;

export const attachmentEndings = ["md", "txt", "csv", "tsv", "json", "sql"];
const pictures = /\.(png|jpe?g|gif|webp|svg|bmp|pdf)$/i;

/** Reads what a brief can use of a file; a string says in words for people why it cannot be used. */
export function readAttachment(
  id: number,
  { name, text, size }: { readonly name: string; readonly text: string; readonly size: number },
): Attachment | string {
  if (pictures.test(name))
    return vscode.l10n.t("{0} was not attached: pictures cannot be read. Describe it in words.", name);
  if (size > largestFile)
    return vscode.l10n.t("{0} was not attached: it has more than 1 MB, the most that is read.", name);
  if (text.includes("\0")) return vscode.l10n.t("{0} was not attached: it is not a text.", name);
  if (text.trim() === "") return vscode.l10n.t("{0} was not attached: it is empty.", name);
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  if (ending === "csv" || ending === "tsv") return readTable(id, name, text);
  if (ending === "json") return readJson(id, name, text);
  if (text.length > longestText)
    return vscode.l10n.t("{0} was not attached: it has more than 100,000 characters.", name);
  if (ending === "sql")
    return { id, name, brief: "", schema: text, summary: vscode.l10n.t("the schema to start from") };
  if (!attachmentEndings.includes(ending))
    return vscode.l10n.t("{0} was not attached: take Markdown, text, CSV, JSON or SQL.", name);
  return { id, name, brief: text.trim(), summary: vscode.l10n.t("{0} characters", text.trim().length) };
}

function readTable(id: number, name: string, text: string): Attachment | string {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    preview: sampleRows + 1,
    skipEmptyLines: true,
  });
  const [head = [], ...rows] = data;
  const columns = head.map((column) => column.trim()).filter((column) => column !== "");
  if (columns.length === 0) return vscode.l10n.t("{0} was not attached: it has no columns.", name);
  return sample(id, name, columns, Papa.unparse([head, ...rows]));
}

function readJson(id: number, name: string, text: string): Attachment | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return vscode.l10n.t("{0} was not attached: it is not JSON ({1}).", name, reason);
  }
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  const columns = new Set<string>();
  for (const row of rows.slice(0, 100))
    if (typeof row === "object" && row !== null) for (const key of Object.keys(row)) columns.add(key);
  if (columns.size === 0) return vscode.l10n.t("{0} was not attached: it holds no objects.", name);
  const first = JSON.stringify(rows.slice(0, sampleRows), undefined, 2);
  return sample(id, name, [...columns], first.length > 8_000 ? first.slice(0, 8_000) : first);
}

function sample(id: number, name: string, columns: readonly string[], rows: string): Attachment {
  const table = name.replace(/\.[^.]*$/, "");
  return {
    id,
    name,
    summary: vscode.l10n.t("{0} columns and the first rows", columns.length),
    brief: `${table}: ${columns.join(", ")}`,
    rows: `The first rows of ${name}:\n\n\`\`\`\n${rows}\n\`\`\``,
  };
}

/** The brief with what the files add to it; the built-in generator would read rows as sentences. */
export function withAttachments(
  brief: string,
  attachments: readonly Attachment[],
  { rows }: { readonly rows: boolean },
): string {
  return [brief, ...attachments.flatMap((one) => [one.brief, rows ? (one.rows ?? "") : ""])]
    .filter((part) => part.trim() !== "")
    .join("\n\n");
}
