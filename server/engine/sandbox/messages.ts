import type { RawFailure, Step, StepReport } from "../messages";

/** What the host and the process of a sandbox tell each other; one order at a time. */
export type ToSandbox =
  /** Puts the schema there; once, and first. */
  | { readonly type: "fill"; readonly steps: readonly Step[] }
  | { readonly type: "query"; readonly queries: readonly SandboxQuery[]; readonly limits: SandboxLimits };

export interface SandboxQuery {
  readonly sql: string;
  /** The rows of a COPY … FROM stdin. */
  readonly copy?: string;
  /** The shipped extension that it creates. */
  readonly extension?: string;
  /** Not shown; it only prepares the others. */
  readonly silent?: true;
}

export interface SandboxLimits {
  readonly rows: number;
  /** Of all values together. */
  readonly characters: number;
}

export interface SandboxAnswer {
  readonly failure?: RawFailure;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
  /** What the database says of the command, such as `INSERT 0 3`. */
  readonly command: string;
  readonly ms: number;
}

export type FromSandbox =
  | { readonly type: "ready" }
  | { readonly type: "unable"; readonly message: string }
  | { readonly type: "filled"; readonly reports: readonly StepReport[] }
  /** One for each query up to the first that fails. */
  | { readonly type: "answers"; readonly answers: readonly SandboxAnswer[] };

/** A database that takes the schema and then whatever a person types. */
export interface SandboxDatabase {
  fill(steps: readonly Step[]): StepReport[];
  query(query: SandboxQuery, limits: SandboxLimits): SandboxAnswer;
}
