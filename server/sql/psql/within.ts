import type { Span } from "../span";
import type { Token } from "../statement";
import { psqlCommands } from "./line";
import { afterPsqlLine, isPassedOver, isUnsure, type PsqlState } from "./state";
import { variableMentions, type PsqlVariables, type VariableMention } from "./variables";

/** What psql makes of a statement that is written over lines of its own. */
export interface Reading {
  /** The lines, and what stands in branches that are not run: nothing of these is sent. */
  readonly left: readonly Span[];
  /** The mentions of variables in what is sent, with the values that hold there. */
  readonly mentions: readonly { readonly mention: VariableMention; readonly variables: PsqlVariables }[];
  /** Whether a part of it may be sent or not. */
  readonly isUnsure: boolean;
  /** What psql has been told after it. */
  readonly after: PsqlState;
}

/** Where an `\if` that nobody can decide goes on to its other branches, the first one stands for all. */
class Alternatives {
  readonly #open: boolean[] = [];

  follow(name: string, before: PsqlState): void {
    if (name === "if") this.#open.push(false);
    else if (name === "endif") this.#open.pop();
    else if ((name === "else" || name === "elif") && before.branches.at(-1) === "unsure")
      this.#open.splice(-1, 1, true);
  }

  get isOther(): boolean {
    return this.#open.includes(true);
  }
}

/** Reads a statement from its first token to its last, as psql does: each line holds from where it stands. */
export function readWithin(text: string, tokens: readonly Token[], psql: PsqlState): Reading {
  const left: Span[] = [];
  const mentions: Reading["mentions"][number][] = [];
  const alternatives = new Alternatives();
  const all = variableMentions(text, tokens);
  let state = psql;
  let unsure = isUnsure(psql);
  let from = 0;
  const isLeft = (): boolean => isPassedOver(state) || alternatives.isOther;
  const readTo = (to: number): void => {
    if (isLeft()) left.push({ start: from, end: to });
    else
      for (const mention of all)
        if (mention.span.start >= from && mention.span.end <= to)
          mentions.push({ mention, variables: state.variables });
  };
  for (const line of tokens.filter(isPsqlLine)) {
    readTo(line.span.start);
    left.push(line.span);
    for (const { name } of psqlCommands(line.text, state.variables)) alternatives.follow(name, state);
    state = afterPsqlLine(state, line.text, () => undefined);
    unsure ||= isUnsure(state);
    from = line.span.end;
  }
  readTo(text.length);
  return { left: left.filter(({ start, end }) => end > start), mentions, isUnsure: unsure, after: state };
}

function isPsqlLine({ kind, text }: Token): boolean {
  return kind === "comment" && text.startsWith("\\");
}
