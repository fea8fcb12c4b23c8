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
  /** A picture as a data URL, for a model that can see. */
  readonly image?: string;
}

/** A file as it comes; of a picture the text is empty. */
export interface AttachedFile {
  readonly name: string;
  readonly text: string;
  /** In bytes. */
  readonly size: number;
  /** A data URL, whatever its type says. */
  readonly picture?: string;
}

/** Of a text that is taken whole, in characters. */
const longestText = 100_000;
/** Of a file of which only columns and the first rows are taken, in bytes. */
export const largestFile = 1_000_000;
const sampleRows = 3;
/** Of a picture, in bytes: servers take no larger ones, and people wait for them. */
export const largestPicture = 5_000_000;

export const attachmentEndings = ["md", "txt", "csv", "tsv", "json", "sql"];
export const pictureEndings = ["png", "jpg", "jpeg", "gif", "webp"];
const otherPictures = /\.(svg|bmp|tiff?|heic|avif|pdf)$/i;
/** How the bytes of each kind begin, in base64. */
const pictureTypes = [
  ["iVBORw0KGgo", "image/png"],
  ["/9j/", "image/jpeg"],
  ["R0lGOD", "image/gif"],
  ["UklGR", "image/webp"],
] as const;

/** Whether a file is one to be read as a picture, by its name. */
export function isPicture(name: string): boolean {
  return pictureEndings.includes(endingOf(name));
}

function endingOf(name: string): string {
  return name.toLowerCase().split(".").at(-1) ?? "";
}

/** Reads what a brief can use of a file; a string says in words for people why it cannot be used. */
export function readAttachment(id: number, file: AttachedFile): Attachment | string {
  const { name, text, size } = file;
  if (isPicture(name)) return readPicture(id, file);
  if (otherPictures.test(name))
    return vscode.l10n.t("{0} was not attached: of pictures take PNG, JPEG, GIF or WebP.", name);
  if (size > largestFile)
    return vscode.l10n.t("{0} was not attached: it has more than 1 MB, the most that is read.", name);
  if (text.includes("\0")) return vscode.l10n.t("{0} was not attached: it is not a text.", name);
  if (text.trim() === "") return vscode.l10n.t("{0} was not attached: it is empty.", name);
  const ending = endingOf(name);
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

function readPicture(id: number, { name, size, picture }: AttachedFile): Attachment | string {
  if (size > largestPicture)
    return vscode.l10n.t("{0} was not attached: it has more than 5 MB, the most of a picture.", name);
  const base64 = picture?.slice(picture.indexOf(",") + 1) ?? "";
  const type = pictureTypes.find(([start]) => base64.startsWith(start))?.[1];
  if (type === undefined)
    return vscode.l10n.t("{0} was not attached: it is no PNG, JPEG, GIF or WebP picture.", name);
  const summary = vscode.l10n.t("a picture, for a model that can see");
  return { id, name, brief: "", summary, image: `data:${type};base64,${base64}` };
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
