import type { Reference } from "../schema";
import { changeBetween, type Span } from "../sql";
import type { LanguageContext } from "./context";

/** The legend; its order is the encoding. */
export const semanticTokenTypes = [
  "namespace",
  "class",
  "property",
  "enum",
  "function",
  "type",
  "variable",
  "event",
] as const;
export const semanticTokenModifiers = ["declaration"] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly declaration: boolean;
}

const typeOf: Readonly<Record<Reference["kind"], SemanticToken["type"]>> = {
  schema: "namespace",
  relation: "class",
  column: "property",
  type: "enum",
  routine: "function",
  constraint: "variable",
  index: "variable",
  trigger: "event",
  policy: "event",
};

/** What the names in the text mean, in document order and without overlaps; the grammar colours the rest. */
export function semanticTokens({ schema }: LanguageContext, within?: Span): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const reference of schema.references) {
    const { span } = reference;
    if (span.start < end || span.start === span.end) continue;
    if (within && (span.end <= within.start || span.start >= within.end)) continue;
    end = span.end;
    tokens.push(tokenOf(reference));
  }
  return tokens;
}

/** How the tokens of one model become those of another, which an edit of a long file changes in a few. */
export interface TokenChange {
  /** How many stay at the head; their places are the same. */
  readonly kept: number;
  /** The last of these. */
  readonly before: SemanticToken | undefined;
  /** How many go after them. */
  readonly removed: number;
  /** What comes in their place. Those behind it stay, and all of them move alike. */
  readonly added: readonly SemanticToken[];
}

/** Told by walking over the names of both texts, so that nothing is made for what stays. */
export function changedTokens(from: LanguageContext, to: LanguageContext): TokenChange {
  const [old, now] = [from.schema.references, to.schema.references];
  const change = changeBetween(from.script.text, to.script.text);
  const moved = change.after - change.before;
  const most = Math.min(old.length, now.length);
  // Where the text has changed, the same names may stand on other lines.
  const isHead = (at: number) => {
    const [was, is] = [old[at], now[at]];
    return was && is && is.span.end <= change.start && isSame(was, is, 0);
  };
  const isTail = (at: number) => {
    const [was, is] = [old[old.length - 1 - at], now[now.length - 1 - at]];
    // A model that has only moved is made of the names of the one before, which then are in their new places.
    return was && is && is.span.start >= change.after && (was === is || isSame(was, is, moved));
  };
  let head = 0;
  while (head < most && isHead(head)) head++;
  let tail = 0;
  while (tail < most - head && isTail(tail)) tail++;
  const kept = new TokenWalk(0);
  for (let at = 0; at < head; at++) kept.take(now[at]);
  const gone = new TokenWalk(kept.end);
  for (let at = head; at < old.length - tail; at++) gone.take(old[at]);
  const come = new TokenWalk(kept.end);
  const added: SemanticToken[] = [];
  for (let at = head; at < now.length - tail; at++) {
    const is = now[at];
    if (is && come.take(is)) added.push(tokenOf(is));
  }
  // The first of those that move is told anew, since places are told relative to the one before.
  for (let at = tail; at > 0; at--) {
    const is = now.at(-at);
    const stood = gone.take(old.at(-at));
    const stands = come.take(is);
    if (is && stands) added.push(tokenOf(is));
    if (stood && stands) break;
  }
  return { kept: kept.count, before: kept.last && tokenOf(kept.last), removed: gone.count, added };
}

/** Counts which of the names are tokens, as `semanticTokens` takes them. */
class TokenWalk {
  count = 0;
  last: Reference | undefined;
  constructor(public end: number) {}

  /** Whether it is one: not empty, and not within the one before. */
  take(reference: Reference | undefined): boolean {
    if (!reference || reference.span.start < this.end || reference.span.start === reference.span.end)
      return false;
    this.count++;
    this.end = reference.span.end;
    this.last = reference;
    return true;
  }
}

function isSame(one: Reference, other: Reference, moved: number): boolean {
  const [from, to] = [one.span, other.span];
  return (
    from.start + moved === to.start &&
    from.end + moved === to.end &&
    one.kind === other.kind &&
    (one.role === "definition") === (other.role === "definition")
  );
}

function tokenOf({ span, kind, role }: Reference): SemanticToken {
  return { span, type: typeOf[kind], declaration: role === "definition" };
}
