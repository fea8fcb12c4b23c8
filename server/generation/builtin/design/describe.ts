import { singular } from "../words/inflect";
import type { Table } from "./table";

/** Gives the table its comment: what a row is, and the words of the brief that ask for it. */
export function describe(table: Table, wholeBrief?: string): void {
  const row = table.comment === "" ? rowOf(table.name) : table.comment;
  const asked = table.origin.kind === "brief" ? table.origin.sentence : wholeBrief;
  table.comment = asked === undefined || asked.trim() === "" ? row : `${row} Brief: "${quote(asked)}"`;
}

/** A sentence on one line, cut where it is long. */
function quote(sentence: string): string {
  const line = sentence.replace(/\s+/g, " ").trim();
  return line.length > 160
    ? `${line
        .slice(0, 157)
        .replace(/[\ud800-\udbff]$/, "")
        .trimEnd()}…`
    : line;
}

function rowOf(name: string): string {
  const words = singular(name).replaceAll("_", " ");
  return `${/^[aeio]|^u(?!ni|se|ti)/.test(words) ? "An" : "A"} ${words}.`;
}
