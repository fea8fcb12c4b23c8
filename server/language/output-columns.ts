import {
  selectList,
  sourceOf,
  valueEnd,
  type CommonTable,
  type OutputItem,
  type QueryScope,
} from "../schema";
import { foldIdentifier, type Span } from "../sql";
import { isWord } from "./context";
import type { LocalName, Piece } from "./local-names";

interface Names {
  readonly spanOf: (at: number) => Span;
  /** Whether one of the relations that the query reads has a column of the name. */
  readonly hasColumn: (scope: QueryScope, name: string) => boolean;
}

/** A name that a query gives to what it selects. */
interface Given {
  readonly item?: OutputItem;
  readonly isKept: boolean;
  readonly uses: number[];
}

/** The names that queries give to what they select, and who reads them: ORDER BY and the like, and queries around. */
export function outputColumns(piece: Piece, { spanOf, hasColumn }: Names): readonly LocalName[] {
  const { names, tokens, dialect } = piece;
  const fold = (at: number) => (tokens[at] ? foldIdentifier(tokens[at], dialect) : "");
  const lists = new Map<QueryScope, readonly OutputItem[]>();
  const given = new Map<number, Given>();
  for (const scope of names.scopes) {
    const list = selectList(tokens, dialect, scope.from, scope.to) ?? [];
    lists.set(scope, list);
    for (const item of list)
      if (item.isAlias && item.name !== undefined) given.set(item.name, { item, isKept: false, uses: [] });
    for (const { table } of scope.sources)
      for (const at of table?.listed ?? []) given.set(at, { isKept: false, uses: [] });
  }
  /** Where the query gives the name. */
  function placeIn(table: CommonTable | undefined, name: string): number | undefined {
    if (table?.listed) return table.listed.find((at) => fold(at) === name);
    return table?.items?.find((item) => item.name !== undefined && fold(item.name) === name)?.name;
  }
  /** What a bare name is: in ORDER BY and the like, what the query gives itself; else what it reads. */
  function bare(from: QueryScope, at: number, name: string): number | undefined {
    for (let scope: QueryScope | undefined = from; scope; scope = scope.parent) {
      const list = lists.get(scope) ?? [];
      const own = list.find((item) => item.isAlias && item.name !== undefined && fold(item.name) === name);
      const isBehind = at > (list.at(-1)?.to ?? at) && isSorted(piece, scope, at);
      if (own && isBehind && !hasColumn({ ...scope, parent: undefined }, name)) return own.name;
      for (const { table } of scope.sources) {
        const place = placeIn(table, name);
        if (place !== undefined) return place;
      }
    }
    return undefined;
  }
  for (const { at, scope, qualifier } of names.used) {
    const name = fold(at);
    const place =
      qualifier === undefined
        ? bare(scope, at, name)
        : placeIn(sourceOf(scope, fold(qualifier))?.table, name);
    if (place === undefined || place === at) continue;
    const one = given.get(place) ?? { isKept: true, uses: [] };
    one.uses.push(at);
    given.set(place, one);
  }
  return [...given].map(([at, { item, isKept, uses }]) => ({
    kind: "output column",
    name: fold(at),
    definition: spanOf(at),
    uses: uses.map(spanOf),
    isKept,
    ...(item && { value: { start: spanOf(item.from).start, end: spanOf(valueEnd(tokens, item)).end } }),
  }));
}

/** Whether the token stands in ORDER BY, GROUP BY or HAVING of the query, which may name what it gives. */
function isSorted({ tokens }: Piece, scope: QueryScope, at: number): boolean {
  for (let back = at - 1; back > scope.from; back--)
    if (isWord(tokens[back], "ORDER", "GROUP", "HAVING")) return true;
  return false;
}
