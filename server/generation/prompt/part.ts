import type { Passage } from "../parts/passages";
import { shownPassages } from "../parts/passages";
import type { Plan, PlannedTable } from "../parts/plan";
import type { Message } from "../provider";
import type { Ask } from "./ask";
import { quote } from "./quote";
import { systemPrompt } from "./system";

export interface PartAsk {
  readonly plan: Plan;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly tables: readonly PlannedTable[];
  readonly passages: readonly Passage[];
  /** The tables and types of the parts before; empty for the first. */
  readonly written: string;
}

/** Asks for one part of a planned schema. */
export function partMessages(ask: Ask, part: PartAsk): Message[] {
  const { images = [] } = ask;
  return [
    { role: "system", content: systemPrompt(ask.dialect, ask.design) },
    { role: "user", content: partPrompt(part), ...(images.length > 0 && { images }) },
  ];
}

function partPrompt({ plan, number, of, tables, passages, written }: PartAsk): string {
  const before =
    written === ""
      ? ""
      : `Written already, without its indexes and comments:\n\n${quote("written", written)}\n\n`;
  return `The brief is long, so that its schema was planned and is written in parts. This is part ${number} of ${of}.

The plan:

${quote("plan", plan.tables.map(planned).join("\n"))}

${before}Write these tables now, with the types, indexes and comments that belong to them:

${quote("tables", tables.map(({ name }) => name).join("\n"))}

The passages of the brief that speak of them, and those that speak of no table in particular:

${quote("brief", shownPassages(passages))}

The one block of the answer holds this part alone. Call the tables as the plan does, and repeat no table or type that is written already. Foreign keys may point to any table of the plan, also to one that another part writes: the parts are put in order afterwards. Where these passages ask for a table that the plan forgot, add it; what they say of other tables of the plan is left to the other parts. After the block come the assumption lines; no uncovered lines.`;
}

function planned({ name, holds, refersTo }: PlannedTable): string {
  const refers = refersTo.length === 0 ? "" : ` (refers to ${refersTo.join(", ")})`;
  return `${name}: ${holds}${refers}`;
}
