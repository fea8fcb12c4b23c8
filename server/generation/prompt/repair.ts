import type { Message } from "../provider";
import { fenced, quote } from "./quote";

/** A fault of a draft, in the words that the database or the rule used. */
export interface DraftFault {
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  /** The failing statement, and those before and after it. */
  readonly statement?: string;
  readonly before?: string;
  readonly after?: string;
}

/** More faults than this are mostly consequences; the first ones tell the model what to do. */
const shown = 20;

/** Long statements are cut: the whole draft is in the message anyway. */
const excerpt = 1_500;

/**
 * The conversation of a repair round: the opening, the draft as the model's own answer, and what is wrong with it.
 * Earlier rounds are left out, since the draft holds all that is left of them.
 */
export function repairMessages(
  opening: readonly Message[],
  draft: string,
  faults: readonly DraftFault[],
  { partial }: { readonly partial: boolean } = { partial: false },
): Message[] {
  const list = faults.slice(0, shown).map((fault, index) => describe(fault, index + 1));
  const more = faults.length > shown ? `\n\n…and ${faults.length - shown} more.` : "";
  return [
    ...opening,
    { role: "assistant", content: fenced(draft) },
    {
      role: "user",
      content: `The database was given this schema and found ${faults.length === 1 ? "a fault" : `${faults.length} faults`}. What follows between tags is its output and excerpts of the schema.

${list.join("\n\n")}${more}

${partial ? partialAnswer : wholeAnswer} Mend the cause of each fault: where a table, a column or a type is missing that the brief asks for, add it; do not remove a table, a column or a constraint to silence a fault. Leave everything else as it is.`,
    },
  ];
}

const wholeAnswer =
  "Answer with the whole corrected schema in one ```sql block, then the assumption and uncovered lines as before.";

/** A long schema written anew takes minutes, and is cut off by many models. */
const partialAnswer =
  "The schema is long: answer with the statements alone that have to change or are missing, each whole, in one ```sql block. Each of them takes the place of the one that defines the same; all others stay.";

function describe(fault: DraftFault, number: number): string {
  const parts = [`${number}. Line ${fault.line}: ${fault.code}:\n${quote("message", fault.message)}`];
  if (fault.statement !== undefined) parts.push(quote("failing", clip(fault.statement)));
  if (fault.before !== undefined) parts.push(`before it:\n${quote("before", clip(fault.before, 300))}`);
  if (fault.after !== undefined) parts.push(`after it:\n${quote("after", clip(fault.after, 300))}`);
  return parts.join("\n");
}

function clip(text: string, length = excerpt): string {
  return text.length > length ? `${text.slice(0, length)}\n…` : text;
}
