import type { Sketch } from "../design/sketch";
import { singular } from "../words/inflect";
import { isPersonLike } from "../words/things";
import type { DomainTable } from "./domain";
import { areConnected, areJoined } from "./reaching";

/** So many tables of a domain have to be there before what it usually relates is taken over. */
const enough = 3;

interface Known {
  readonly sketch: Sketch;
  readonly table: DomainTable;
}

/**
 * Relates what the brief names and relates to nothing: an invoice that stands alone belongs to the customer, as it
 * does in the domains that keep both. What the brief relates itself, also over others, stays as it says.
 */
export function relateAsUsual(
  sketches: readonly Sketch[],
  domains: readonly (readonly DomainTable[])[],
  isCalled: (table: DomainTable, name: string) => boolean,
  assume: (text: string) => void,
): void {
  for (const tables of domains) {
    const known = sketches.flatMap((sketch): Known[] => {
      const table = sketch.exact ? undefined : tables.find((each) => isCalled(each, singular(sketch.name)));
      return table ? [{ sketch, table }] : [];
    });
    if (new Set(known.map(({ table }) => table)).size < enough) break;
    for (const { sketch, table } of known) {
      if (sketch.kindOf !== undefined || sketch.key !== undefined) continue;
      const owners = sketch.columns.filter(({ target }) => target !== undefined).length;
      for (const column of table.columns) {
        if (column.target === undefined || column.optional) continue;
        const targets = known.filter((each) => each.table.name === column.target && each.sketch !== sketch);
        const [target] = targets;
        if (!target || targets.length > 1 || areJoined(sketch.name, target.sketch.name, sketches)) continue;
        // What belongs to one may well belong to another, which it has only people in common with.
        const over = owners > 1 ? () => true : isNobody;
        if (owners > 0 && areConnected(sketch.name, target.sketch.name, sketches, over)) continue;
        const other = target.sketch.name;
        const same = singular(table.name) === singular(sketch.name) ? column.name : undefined;
        const role = same !== undefined && same !== singular(column.target) ? same : singular(other);
        if (sketch.columns.some(({ name }) => name === role || name === `${role}_id`)) continue;
        sketch.columns.push({
          name: role,
          target: other,
          ...(column.part ? { part: true } : {}),
          origin: {
            kind: "assumption",
            text: table.origin.kind === "assumption" ? table.origin.text : "usual",
          },
        });
        assume(
          `The brief does not say whose ${sketch.name.replaceAll("_", " ")} are; each has a ${role.replaceAll("_", " ")}.`,
        );
      }
    }
  }
}

/** Not of people, who have to do with everything. */
function isNobody(table: string): boolean {
  return !isPersonLike(singular(table).replaceAll("_", " "));
}
