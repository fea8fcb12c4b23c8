import type { Schema } from "../schema";
import { dbml } from "./dbml";
import { drizzle } from "./drizzle";
import type { ExportFormat } from "./export-format";
import { markdown } from "./markdown";
import { mermaid } from "./mermaid";
import { prisma } from "./prisma";
import { sqlalchemy } from "./sqlalchemy";
import { svg } from "./svg";
import { wholeOf } from "./whole";

export type { ExportFormat } from "./export-format";

export interface Exported {
  readonly text: string;
  /** What names a column or a table that is not there, and is therefore not in the text: one phrase each. */
  readonly leftOut: readonly string[];
}

/** Writes a schema in a format, with remarks on what was left out at its beginning. */
export async function exportAs(format: ExportFormat, schema: Schema): Promise<Exported> {
  const whole = wholeOf(schema);
  const text = await format.print(whole.schema);
  if (whole.leftOut.length === 0) return { text, leftOut: [] };
  const remarks = whole.leftOut
    .map((phrase) => `${format.remark(`Left out: ${oneLine(phrase)}`)}\n`)
    .join("");
  const opening = format.opening?.exec(text)?.[0] ?? "";
  const rest = text.slice(opening.length);
  return {
    text: opening === "" ? `${remarks}\n${rest}` : `${opening}\n${remarks}${rest.replace(/^\n/, "")}`,
    leftOut: whole.leftOut,
  };
}

/** Names may hold anything, and no remark goes on in the next line. */
function oneLine(phrase: string): string {
  return phrase.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, " ");
}

/** Every format; adding one is a file and a line here. */
export const exportFormats: readonly ExportFormat[] = [
  mermaid,
  dbml,
  prisma,
  drizzle,
  sqlalchemy,
  markdown,
  svg,
];
