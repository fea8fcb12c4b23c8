import type { Sketch } from "../design/sketch";
import type { Understanding } from "../understand/model";
import { readDomain, type Domain } from "./domain";
import { library } from "./library";
import { onlineShop } from "./online-shop";

/** Every domain, one file each. */
export const domains: readonly Domain[] = [onlineShop, library];

/** The domain that a brief of a few words names, with all of its tables. */
export function domainFor(
  brief: string,
  understanding: Understanding,
): { sketches: Sketch[]; assumption: string } | undefined {
  if (
    understanding.relations.length > 0 ||
    brief.split(/\s+/).length > 25 ||
    [...understanding.entities.values()].some((e) => e.attributes.length > 0)
  )
    return undefined;
  const domain = bestDomain(brief);
  if (!domain) return undefined;
  return {
    sketches: readDomain(domain),
    assumption: `The brief names ${domain.name} and says no more, so the tables are those that ${domain.name} usually has.`,
  };
}

function bestDomain(brief: string): Domain | undefined {
  const text = ` ${brief.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  let best: { domain: Domain; length: number } | undefined;
  for (const domain of domains)
    for (const title of domain.titles) {
      const plainTitle = title.replace(/[^a-z0-9]+/g, " ");
      if (
        (text.includes(` ${plainTitle} `) || text.includes(` ${plainTitle}s `)) &&
        plainTitle.length > (best?.length ?? 0)
      )
        best = { domain, length: plainTitle.length };
    }
  return best?.domain;
}

/** Gives entities that the brief names without any property what they usually have. */
export function enrich(sketches: Sketch[], brief: string, assume: (text: string) => void): Sketch[] {
  brief;
  for (const sketch of sketches) {
    if (sketch.exact || sketch.kindOf !== undefined) continue;
    const own = sketch.columns.filter((column) => column.target === undefined);
    if (own.length > 0 || sketch.key) continue;
    sketch.columns.unshift({ name: "name" });
    assume(`${sketch.name} get a name, since the brief says nothing else of them.`);
  }
  return sketches;
}
