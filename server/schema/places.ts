import type { Span } from "../sql";
import type { Writable } from "./catalog";
import type { Reference, Schema } from "./model";

/** Everything in a model that says where something stands, each once; without the mentions, which are a list. */
export interface Places {
  readonly spans: Writable<Span>[];
  readonly numbered: { statement: number }[];
}

/** How what follows a change moves: spans from that offset on, and statements from that index on. */
export interface Move {
  readonly offset: number;
  readonly by: number;
  readonly statement: number;
  readonly statements: number;
}

/** Finds the places in a part of a model. */
export function placesIn(part: unknown): Places {
  const places: Places = { spans: [], numbered: [] };
  collect(part, places, new Set());
  return places;
}

function collect(value: unknown, places: Places, seen: Set<object>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) collect(item, places, seen);
    return;
  }
  if (isSpan(value)) {
    places.spans.push(value);
    return;
  }
  if (isNumbered(value)) places.numbered.push(value);
  for (const key in value) collect(value[key as keyof typeof value], places, seen);
}

function isSpan(value: object): value is Writable<Span> {
  return "start" in value && "end" in value;
}

function isNumbered(value: object): value is { statement: number } {
  return "statement" in value && typeof value.statement === "number";
}

/** All of a model but its mentions and its extensions. */
export function placesOf(schema: Schema): Places {
  return placesIn({ ...schema, references: [], extensions: [] });
}

/** Moves what lies behind a change. */
export function movePlaces({ spans, numbered }: Places, move: Move): void {
  if (move.by !== 0) for (const span of spans) moveSpan(span, move);
  if (move.statements === 0) return;
  for (const item of numbered) if (item.statement >= move.statement) item.statement += move.statements;
}

/** Moves the mentions from that index of the list on. */
export function moveReferences(references: readonly Reference[], from: number, move: Move): void {
  for (let index = from; index < references.length; index++) {
    const reference: Writable<Reference> | undefined = references[index];
    if (!reference) continue;
    reference.statement += move.statements;
    moveSpan(reference.span, move);
    if (reference.fullSpan) moveSpan(reference.fullSpan, move);
  }
}

function moveSpan(span: Writable<Span>, { offset, by }: Move): void {
  if (span.start < offset) return;
  span.start += by;
  span.end += by;
}
