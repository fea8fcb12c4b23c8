import type { DesignChoices } from "../design-choices";
import type { Dialect } from "../../sql";
import { buildDesign } from "./design/build";
import { withChoices } from "./design/choices";
import { describe } from "./design/describe";
import { sketchesOf } from "./design/from-understanding";
import type { Design } from "./design/table";
import { domainFor, enrich } from "./domains";
import { readBrief } from "./understand/brief";

export interface BriefDesign {
  readonly design: Design;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
  readonly english: boolean;
}

/** The tables that a brief asks for; none where nothing was understood. `dialect` matters only to `choices`. */
export function designOf(text: string, choices: DesignChoices, dialect: Dialect): BriefDesign {
  const reading = readBrief(text);
  const assumptions = new Set(reading.assumptions);
  const assume = (sentence: string) => assumptions.add(sentence);
  const domain = domainFor(text, reading.entities, reading.asSaid);
  domain?.assumptions.forEach(assume);
  const sketches = domain ? domain.sketches : enrich(sketchesOf(reading), text, assume);
  const design = withChoices(buildDesign(sketches, assume), choices, dialect);
  for (const table of design.tables) describe(table, domain ? text : undefined);
  const uncovered = domain ? [] : reading.uncovered;
  return { design, assumptions: [...assumptions], uncovered, english: reading.english };
}
