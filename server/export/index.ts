import { dbml } from "./dbml";
import { drizzle } from "./drizzle";
import type { ExportFormat } from "./export-format";
import { markdown } from "./markdown";
import { mermaid } from "./mermaid";
import { prisma } from "./prisma";
import { sqlalchemy } from "./sqlalchemy";
import { svg } from "./svg";

export type { ExportFormat } from "./export-format";

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
