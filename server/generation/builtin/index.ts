import type { Dialect } from "../../sql";
import { buildDesign } from "./design/build";
import { describe } from "./design/describe";
import { sketchesOf } from "./design/from-understanding";
import { domainFor, enrich } from "./domains";
import { printDesign } from "./print/sql";
import { joinStatements } from "./print/sql";
import { readBrief } from "./understand/brief";

export interface BuiltinRequest {
  readonly brief: string;
  readonly dialect: Dialect;
  readonly current?: string;
  readonly instruction?: string;
}

export interface BuiltinAnswer {
  /** Empty when nothing was understood; `uncovered` then says what to do. */
  readonly sql: string;
  /** The same, one by one, for who shows them as they come. */
  readonly statements: readonly string[];
  readonly assumptions: readonly string[];
  /** Sentences of the brief that nothing in the schema answers. */
  readonly uncovered: readonly string[];
  readonly tables: readonly string[];
}

/**
 * A schema from a brief in plain English, by rules and without a model: the same brief gives the same schema.
 * Never throws, whatever the brief.
 */
export function generateBuiltin(request: BuiltinRequest): BuiltinAnswer {
  const understanding = readBrief(request.brief);
  const assumptions = understanding.assumptions;
  const assume = (text: string) => {
    if (!assumptions.includes(text)) assumptions.push(text);
  };
  const domain = domainFor(request.brief, understanding);
  const sketches = domain ? domain.sketches : enrich(sketchesOf(understanding), request.brief, assume);
  domain?.assumptions.forEach(assume);
  const design = buildDesign(sketches, assume);
  for (const table of design.tables) describe(table);
  const statements = printDesign(design, request.dialect, [
    "Made by dbscst from a brief, by rules and without a language model.",
  ]);
  return {
    sql: joinStatements(statements),
    statements,
    assumptions: [...new Set(assumptions)],
    uncovered: domain ? [] : understanding.uncovered,
    tables: design.tables.map((table) => table.name),
  };
}
