import { singular } from "../words/inflect";
import type { Table } from "./table";

/** Gives the table its comment: what a row is, and the words of the brief that ask for it. */
export function describe(table: Table): void {
  if (table.origin.kind === "brief") {
    const sentence = table.origin.sentence.replace(/\s+/g, " ").trim();
    const quote = sentence.length > 160 ? `${sentence.slice(0, 157).trimEnd()}…` : sentence;
    table.comment = `${table.comment === "" ? rowOf(table.name) : table.comment} Brief: "${quote}"`;
    return;
  }
  if (table.comment === "") table.comment = rowOf(table.name);
}

function rowOf(name: string): string {
  const words = singular(name).replaceAll("_", " ");
  return `${/^[aeio]|^u(?!ni|se|ti)/.test(words) ? "An" : "A"} ${words}.`;
}
