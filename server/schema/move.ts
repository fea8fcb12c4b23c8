import type { Script, Span, Statement } from "../sql";
import { applyStatement, effectsOf } from "./apply";
import { Fold, type Checkpoint } from "./fold";
import { reachOf } from "./inert";
import type { Extension, Reference, Schema } from "./model";
import { movePlaces, moveReferences, placesIn, placesOf, type Move, type Places } from "./places";

/** How a schema was built. */
export interface Built {
  readonly script: Script;
  readonly checkpoint: Checkpoint | undefined;
  /** Found when they are first needed. */
  readonly places?: Places;
}

/** A model that has only moved: its objects are those of the one before, some in other places. */
export interface Moved extends Move {
  /** Whether all that changed lies within statements, of which none spoke or speaks of an index or defines a thing. */
  readonly isQuiet: boolean;
}

const moves = new WeakMap<Schema, Moved>();

/** How a schema came by moving from the one that it was built with; undefined where it was built anew. */
export function moveOf(schema: Schema): Moved | undefined {
  return moves.get(schema);
}

/**
 * The schema of the next version of a script where the statements that changed, the first of them at index `same`,
 * neither did nor do anything to the model: what is behind them moves, and only what they mention is read. Most of
 * a dump (rows, owners, grants) is of this kind, and so is what does not parse and makes nothing. Undefined where
 * it is not so.
 */
export function moveSchema(
  previous: Schema,
  before: Built,
  script: Script,
  same: number,
): { readonly schema: Schema; readonly built: Built } | undefined {
  if (script.dialect !== "postgresql") return undefined;
  const change = changeOf(before.script, script, same);
  const { removed, added, by } = change;
  if (![...removed, ...added].every(({ parsed }) => reachOf(parsed).kind !== "model")) return undefined;
  const extensions = [...extensionsIn(removed), ...extensionsIn(added)];
  if (extensions.length > 0 && concerns(change.tail, extensions)) return undefined;
  const kept = before.checkpoint && before.checkpoint.statement <= same ? before.checkpoint : undefined;
  const isRead = extensions.length > 0 || added.some(({ parsed }) => effectsOf(parsed).length > 0);
  const checkpoint = isRead ? checkpointAt(script, same, kept) : kept;
  if (!extensions.every((name) => checkpoint?.catalog.expectsExtension(name))) return undefined;

  const { references } = previous;
  const move: Move = {
    offset: change.tail[0]?.span.start ?? Infinity,
    by,
    statement: same + removed.length,
    statements: added.length - removed.length,
  };
  const first = firstOf(references, same);
  const behind = firstOf(references, move.statement);
  const mentioned = isRead && checkpoint ? mentionsOf(added, same, script, checkpoint) : [];
  const matters = [...references.slice(first, behind), ...mentioned].some(
    ({ kind, role }) => kind === "index" || role === "definition",
  );
  const places = before.places ?? placesOf(previous);
  movePlaces(places, move);
  moveReferences(references, behind, move);
  const schema: Schema = {
    ...previous,
    references: references.slice(0, first).concat(mentioned, references.slice(behind)),
    extensions: movedExtensions(previous.extensions, added, same, move),
  };
  moves.set(schema, { ...move, isQuiet: change.isWithin && !matters });
  return { schema, built: { script, checkpoint, places } };
}

interface Change {
  readonly removed: readonly Statement[];
  readonly added: readonly Statement[];
  /** The statements behind the change, as they were. */
  readonly tail: readonly Statement[];
  /** By how much the text grew. */
  readonly by: number;
  /** Whether nothing between statements changed. */
  readonly isWithin: boolean;
}

function changeOf(before: Script, after: Script, same: number): Change {
  const old = before.statements;
  const now = after.statements;
  const by = after.text.length - before.text.length;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - same) {
    const [a, b] = [old[old.length - 1 - tail], now[now.length - 1 - tail]];
    if (!a || !isMoved(a, b, by)) break;
    tail++;
  }
  const removed = old.slice(same, old.length - tail);
  const added = now.slice(same, now.length - tail);
  return {
    removed,
    added,
    tail: old.slice(old.length - tail),
    by,
    isWithin: isWithin(before, after, { from: same, removed, added, by }),
  };
}

function isMoved(a: Statement, b: Statement | undefined, by: number): boolean {
  return a.parsed === b?.parsed && a.kind === b.kind && a.span.start + by === b.span.start;
}

/** Whether the text around the statements that changed is what it was; a line break of another kind may matter anywhere. */
function isWithin(
  before: Script,
  after: Script,
  { from, removed, added, by }: Pick<Change, "removed" | "added" | "by"> & { readonly from: number },
): boolean {
  const [a, b] = [aroundOf(before, from, removed), aroundOf(after, from, added)];
  if (a?.start !== b?.start || a?.around !== b?.around || !a || a.end + by !== b?.end) return false;
  return ![...removed, ...added].some(({ text }) => text.includes("\r"));
}

function aroundOf(
  { text, statements }: Script,
  from: number,
  changed: readonly Statement[],
): (Span & { readonly around: string }) | undefined {
  const start = changed[0]?.span.start;
  const end = changed.at(-1)?.span.end;
  if (start === undefined || end === undefined) return undefined;
  const before = text.slice(statements[from - 1]?.span.end ?? 0, start);
  const after = text.slice(end, statements[from + changed.length]?.span.start ?? text.length);
  return { start, end, around: `${before}\0${after}` };
}

function extensionsIn(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ parsed }) => {
    const reach = reachOf(parsed);
    return reach.kind === "extension" ? [reach.name] : [];
  });
}

/** Whether one of the statements creates one of the extensions too, or drops any. */
function concerns(statements: readonly Statement[], extensions: readonly string[]): boolean {
  return statements.some(({ parsed: { tree } }) => {
    if (!tree) return false;
    if ("DropStmt" in tree) return tree.DropStmt.removeType === "OBJECT_EXTENSION";
    return "CreateExtensionStmt" in tree && extensions.includes(tree.CreateExtensionStmt.extname ?? "");
  });
}

/** What the statements before the one of the index leave: kept from before, or found by folding them. */
function checkpointAt(script: Script, index: number, kept: Checkpoint | undefined): Checkpoint {
  if (kept) {
    const between = script.statements.slice(kept.statement, index);
    if (between.every(({ parsed }) => reachOf(parsed).kind === "nothing")) return kept;
  }
  const start = kept && !kept.isOpen ? kept : undefined;
  const fold = start ? Fold.from(script.dialect, start) : new Fold(script.dialect);
  for (let at = start?.statement ?? 0; at < index; at++) applyStatement(fold, script.statements[at], at);
  return fold.handOver(index);
}

function mentionsOf(
  added: readonly Statement[],
  same: number,
  script: Script,
  checkpoint: Checkpoint,
): readonly Reference[] {
  const fold = Fold.reading(script.dialect, checkpoint);
  added.forEach((statement, index) => {
    if (reachOf(statement.parsed).kind === "nothing") applyStatement(fold, statement, same + index);
  });
  return fold.references;
}

/** The index of the first mention in that statement or behind it. */
function firstOf(references: readonly Reference[], statement: number): number {
  let low = 0;
  let high = references.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.statement ?? 0) < statement) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The extensions in the order of their statements; those that are added are not there yet. */
function movedExtensions(
  extensions: readonly Extension[],
  added: readonly Statement[],
  same: number,
  move: Move,
): readonly Extension[] {
  const before = extensions.filter(({ statement }) => statement < same);
  const after = extensions.filter(({ statement }) => statement >= move.statement);
  movePlaces(placesIn(after), move);
  const created = new Fold("postgresql");
  added.forEach((statement, index) => {
    if (reachOf(statement.parsed).kind === "extension") applyStatement(created, statement, same + index);
  });
  return [...before, ...created.catalog.extensions.values(), ...after];
}
