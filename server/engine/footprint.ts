import type { EngineStatement } from "./engine";
import type { Step } from "./messages";

/** How a statement takes part when only a part of a document is run. */
export type Role =
  /** What it reads and makes is told by the names in it. */
  | "named"
  /** As `named`, but it reads or writes rows, which are what all that leads to their tables makes of them. */
  | "rows"
  /** It sets how later statements are read and is always run. */
  | "ambient"
  /** It may read or change anything. */
  | "wild";

/**
 * What a statement reads and what it makes, by bare names without regard to case, so that two different objects may
 * be taken for one and never one for two. A name may carry a facet, such as the rows of a table, apart from it.
 */
export interface Footprint {
  readonly role: Role;
  readonly defines: readonly string[];
  readonly mentions: ReadonlySet<string>;
  /**
   * The mentions whose change also changes what the statement makes. Those of the others change at most whether it
   * succeeds: a table stays what it is when the table that its key refers to gets another column.
   */
  readonly carries: "all" | ReadonlySet<string>;
  /** It runs functions, or reads and writes rows. */
  readonly executes: boolean;
  /** When it is run, or what it makes, it may change things that it does not name, or read the catalog. */
  readonly acts: boolean;
  /** It makes a relation, whose rows are a type as well. */
  readonly relation?: string;
  /** The types of its columns. */
  readonly types: readonly string[];
  /** Names that go together, such as a table and its partitions: what happens to one happens to all. */
  readonly kin: readonly string[];
  /** What it takes away or alters, so that earlier statements which use it have a say in whether it can. */
  readonly disturbs?: readonly string[];
  /** What it makes another in place, so that all that was made from it before is another as well. */
  readonly alters?: readonly string[];
  /** It takes away what uses that as well. */
  readonly cascades?: true;
  /** Roles that it names; one that nothing creates is made when it is first named, which is then reported. */
  readonly roles?: readonly string[];
  /** Its body is read when it is called: what that reads may have come, or become another, since it was made. */
  readonly late?: true;
  /** It is a shipped extension, and brings types and functions whose names are not known. */
  readonly brings?: true;
}

/** A facet of what a name stands for. */
export function facet(
  name: string,
  of: "rows" | "attachments" | "triggers" | "makes" | "takes" | "cut",
): string {
  return `${name}\0${of}`;
}

/** The name that a facet belongs to. */
export function withoutFacet(name: string): string {
  const end = name.indexOf("\0");
  return end < 0 ? name : name.slice(0, end);
}

/** The footprint of something that leaves no trace. */
export const traceless: Footprint = {
  role: "named",
  defines: [],
  mentions: new Set(),
  carries: "all",
  executes: false,
  acts: false,
  types: [],
  kin: [],
};

/** The footprint of something that nothing is known about. */
export const wild: Footprint = { ...traceless, role: "wild" };

/** The footprint of statements that are run as one. */
export function combined(prints: readonly Footprint[]): Footprint {
  const [first, ...others] = prints;
  if (!first) return traceless;
  if (others.length === 0) return first;
  // What is set in the midst of them, and what goes together only in a part of them, is not followed.
  if (prints.some(({ role, brings }) => role === "ambient" || role === "wild" || brings)) return wild;
  const all = <T>(of: (print: Footprint) => Iterable<T> | undefined) => [
    ...new Set(prints.flatMap((print) => [...(of(print) ?? [])])),
  ];
  const relations = prints.flatMap(({ relation }) => relation ?? []);
  return {
    role: prints.some(({ role }) => role === "rows") ? "rows" : "named",
    defines: all(({ defines }) => defines),
    mentions: new Set(all(({ mentions }) => mentions)),
    carries: "all",
    executes: prints.some(({ executes }) => executes),
    acts: prints.some(({ acts }) => acts),
    types: [...all(({ types }) => types), ...(relations.length > 1 ? relations : [])],
    ...(relations[0] !== undefined && { relation: relations[0] }),
    kin: all(({ kin }) => kin),
    disturbs: all(({ disturbs }) => disturbs),
    alters: all(({ alters }) => alters),
    ...(prints.some(({ cascades }) => cascades) && { cascades: true }),
    ...(prints.some(({ late }) => late) && { late: true }),
    roles: all(({ roles }) => roles),
  };
}

/** Tells the footprint of a statement that is run as `step`. */
export type ReadFootprint = (statement: EngineStatement, step: Step) => Footprint;
