import type { Constraint, ObjectName } from "../schema";
import type { Span } from "../sql";
import type { LanguageContext } from "./context";

/** What a diagram does not draw of a table. */
export interface TableDetails {
  /** The statement that creates it. */
  readonly span: Span;
  /** Primary, unique and exclusion constraints, one line each. */
  readonly keys: readonly string[];
  readonly policies: readonly Detail[];
  readonly triggers: readonly Detail[];
}

interface Detail {
  readonly text: string;
  readonly span: Span;
}

/** By the id that diagrams use, `schema.name`; undefined where there is no such table. */
export function tableDetailsOf({ schema }: LanguageContext, id: string): TableDetails | undefined {
  const table = schema.tables.find((candidate) => `${candidate.schema}.${candidate.name}` === id);
  if (!table) return undefined;
  const isIts = ({ schema: of, name }: ObjectName) =>
    name === table.name && (of ?? table.schema) === table.schema;
  return {
    span: table.span,
    keys: table.constraints.flatMap(keyLine),
    policies: schema.policies
      .filter((policy) => isIts(policy.table))
      .map(({ name, command, permissive, roles, span }) => ({
        text: `${name}: ${command}${permissive ? "" : ", restrictive"}${roles.length > 0 ? ` to ${roles.join(", ")}` : ""}`,
        span,
      })),
    triggers: schema.triggers
      .filter((trigger) => isIts(trigger.table))
      .map(({ name, timing, function: called, span }) => ({
        text: `${name}: ${timing}, ${called.name}()`,
        span,
      })),
  };
}

function keyLine(constraint: Constraint): string[] {
  if (constraint.kind !== "primary key" && constraint.kind !== "unique") return [];
  return [`${constraint.kind} (${constraint.columns.map(({ name }) => name).join(", ")})`];
}
