import type { EngineStatement } from "./engine";
import type { Step } from "./messages";

/** How a statement takes part when only a part of a document is run. */
export type Role =
  /** What it reads and makes is told by the names in it. */
  | "named"
  /** As `named`, but it changes rows or privileges: it can be left out, and cannot be run on its own. */
  | "fixed"
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
}

/** A facet of what a name stands for. */
export function facet(
  name: string,
  of: "rows" | "attachments" | "triggers" | "makes" | "takes" | "cut",
): string {
  return `${name}\0${of}`;
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

/** Tells the footprint of a statement that is run as `step`. */
export type ReadFootprint = (statement: EngineStatement, step: Step) => Footprint;
