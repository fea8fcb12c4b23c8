/**
 * What is known about a schema beside its SQL: `NAME.brief.json` beside `NAME.sql`. Whoever writes it touches only
 * the sections that are its own; what it does not know it keeps.
 */
export interface SideFile {
  /** The words that the schema was made from. */
  readonly brief?: string;
  readonly dialect?: string;
  /** Who wrote the schema. */
  readonly provider?: SideFileProvider;
  /** Why each thing is there, by object id. */
  readonly trace?: Readonly<Record<ObjectId, TraceEntry>>;
  readonly assumptions?: readonly Assumption[];
  /** What of the brief nothing in the schema covers, and the person has not dismissed. */
  readonly uncovered?: readonly UncoveredSentence[];
  readonly diagram?: DiagramSection;
}

/**
 * `schema.table`, `schema.table.column`, or `schema.table#constraint` for a rule; names as the database keeps them.
 * The schema is the one that the model gives: `public` for PostgreSQL unless written, empty for SQLite (`.table`).
 */
export type ObjectId = string;

export interface SideFileProvider {
  readonly name: string;
  readonly model?: string;
  readonly promptVersion?: number;
}

export interface TraceEntry {
  /** The sentences of the brief that ask for the thing. */
  readonly sentences: readonly BriefSpan[];
  /** The ids of the assumptions that it rests on. */
  readonly assumptions?: readonly string[];
  /** Who says so: the provider, or we who compared names with sentences. */
  readonly by?: "provider" | "names";
}

/** A piece of the brief: half-open UTF-16 offsets, and the words themselves, by which it is found again when the brief is edited. */
export interface BriefSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Assumption {
  /** Stable within the file: `a1`, `a2`, … */
  readonly id: string;
  readonly text: string;
  readonly state: "open" | "confirmed" | "changed";
  /** What holds instead, where it was changed. */
  readonly changedTo?: string;
}

export interface UncoveredSentence extends BriefSpan {
  /** The person knows, and wants no more said of it. */
  readonly dismissed?: boolean;
}

export interface DiagramSection {
  /** Where the tables were put by hand, by table id (`schema.table`). */
  readonly positions?: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Tables that show their keys alone, by id. */
  readonly collapsed?: readonly string[];
  /** Tables that are not drawn, by id. */
  readonly hidden?: readonly string[];
}

/** Raised when an older reader would misread the file; it then leaves the file alone. */
const sideFileVersion = 1;

/** The end of a side file's name. */
export const sideFileSuffix = ".brief.json";

/** The path or URI of the side file of a SQL file: the last extension is replaced. */
export function sideFileOf(path: string): string {
  const slash = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  const dot = path.lastIndexOf(".");
  return `${dot > slash + 1 ? path.slice(0, dot) : path}${sideFileSuffix}`;
}

type Json = Readonly<Record<string, unknown>>;

/** What was read: the sections, and all that was there, for writing it back. */
export type ReadSideFile =
  | { readonly kind: "read"; readonly file: SideFile; readonly all: Json }
  /** Not ours to overwrite. `reason` is for people. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads a side file. A section that is not what it should be counts as absent. */
export function parseSideFile(text: string): ReadSideFile {
  let all: unknown;
  try {
    all = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { kind: "unreadable", reason: error instanceof Error ? error.message : "It is not JSON." };
  }
  if (!isObject(all)) return { kind: "unreadable", reason: "It holds no JSON object." };
  if (typeof all.version !== "number") return { kind: "unreadable", reason: "It says no version." };
  if (all.version > sideFileVersion) {
    const reason = `It was written by a newer dbscst (version ${all.version}; this one knows ${sideFileVersion}).`;
    return { kind: "unreadable", reason };
  }
  return { kind: "read", file: sectionsOf(all), all };
}

/**
 * The text of a side file with some sections replaced; `undefined` takes one away. What `all` holds otherwise, also
 * what nobody here knows, stays.
 */
export function withSections(all: Json | undefined, sections: SectionUpdate): Json {
  const next: Json = { version: sideFileVersion, ...all, ...sections };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}

export type SectionUpdate = { readonly [Name in keyof SideFile]?: SideFile[Name] | undefined };

export function printSideFile(all: Json): string {
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

/** What of a JSON object is of use. */
function sectionsOf(all: Json): SideFile {
  const provider = isObject(all.provider) && typeof all.provider.name === "string" ? all.provider : undefined;
  return {
    ...(typeof all.brief === "string" && { brief: all.brief }),
    ...(typeof all.dialect === "string" && { dialect: all.dialect }),
    ...(provider && { provider: providerOf(provider) }),
    ...(isObject(all.trace) && { trace: traceOf(all.trace) }),
    ...(Array.isArray(all.assumptions) && { assumptions: all.assumptions.flatMap(assumptionOf) }),
    ...(Array.isArray(all.uncovered) && { uncovered: all.uncovered.flatMap(uncoveredOf) }),
    ...(isObject(all.diagram) && { diagram: diagramOf(all.diagram) }),
  };
}

function providerOf({ name, model, promptVersion }: Json): SideFileProvider {
  return {
    name: String(name),
    ...(typeof model === "string" && { model }),
    ...(typeof promptVersion === "number" && { promptVersion }),
  };
}

function traceOf(value: Json): Record<ObjectId, TraceEntry> {
  const entries = Object.entries(value).flatMap(([id, entry]): [ObjectId, TraceEntry][] => {
    if (!isObject(entry) || !Array.isArray(entry.sentences)) return [];
    const assumptions = Array.isArray(entry.assumptions) ? entry.assumptions.filter(isText) : [];
    const by = entry.by === "provider" || entry.by === "names" ? entry.by : undefined;
    return [
      [
        id,
        {
          sentences: entry.sentences.flatMap(spanOf),
          ...(assumptions.length > 0 && { assumptions }),
          ...(by && { by }),
        },
      ],
    ];
  });
  return Object.fromEntries(entries);
}

function assumptionOf(value: unknown): Assumption[] {
  if (!isObject(value) || typeof value.id !== "string" || typeof value.text !== "string") return [];
  const { id, text, state, changedTo } = value;
  return [
    {
      id,
      text,
      state: state === "confirmed" || state === "changed" ? state : "open",
      ...(typeof changedTo === "string" && { changedTo }),
    },
  ];
}

function uncoveredOf(value: unknown): UncoveredSentence[] {
  const dismissed = isObject(value) && value.dismissed === true;
  return spanOf(value).map((span) => ({ ...span, ...(dismissed && { dismissed }) }));
}

function spanOf(value: unknown): BriefSpan[] {
  if (!isObject(value)) return [];
  const { start, end, text } = value;
  return typeof start === "number" && typeof end === "number" && typeof text === "string"
    ? [{ start, end, text }]
    : [];
}

/** What it does not know it hands on, so that whoever replaces the section keeps that. */
function diagramOf({ positions, collapsed, hidden, ...others }: Json): DiagramSection {
  return {
    ...others,
    ...(isObject(positions) && { positions: positionsOf(positions) }),
    ...(Array.isArray(collapsed) && { collapsed: collapsed.filter(isText) }),
    ...(Array.isArray(hidden) && { hidden: hidden.filter(isText) }),
  };
}

function positionsOf(positions: Json): NonNullable<DiagramSection["positions"]> {
  const places = Object.entries(positions).flatMap(([id, place]) =>
    isObject(place) && isFinite(place.x) && isFinite(place.y)
      ? [[id, { x: place.x, y: place.y }] as const]
      : [],
  );
  return Object.fromEntries(places);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
