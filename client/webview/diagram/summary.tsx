import type { DiagramModel } from "../../../server/protocol/diagram";
import { changeSymbols, type Change, type Comparison } from "./compare";

interface SummaryProps {
  readonly model: DiagramModel | undefined;
  readonly shown: DiagramModel | undefined;
  readonly comparison: Comparison | undefined;
  readonly title: string | undefined;
  readonly found: number | undefined;
  readonly arranging: boolean;
  readonly onShowAll: () => void;
}

const kinds: readonly Change[] = ["added", "changed", "removed"];

/** What is seen, in a few words. */
export function Summary({ model, shown, comparison, title, found, arranging, onShowAll }: SummaryProps) {
  if (arranging) return <>Arranging…</>;
  if (!model || !shown) return <>Reading…</>;
  if (found !== undefined) return <>{found === 0 ? "Nothing found" : `${found} found`}</>;
  if (comparison)
    return (
      <span className="legend">
        {title !== undefined && <span>{title}</span>}
        {kinds.map((kind) => (
          <span key={kind} className={kind}>
            <span className="mark">{changeSymbols[kind]}</span> {comparison.counts[kind]} {kind}
          </span>
        ))}
      </span>
    );
  const tables = count(shown.tables.filter(({ kind }) => kind === "table").length, "table");
  const relations = count(shown.relations.length, "relation");
  const enums = shown.tables.filter(({ kind }) => kind === "enum").length;
  const seen = `${tables}, ${relations}${enums === 0 ? "" : `, ${count(enums, "enum")}`}`;
  const left = model.tables.length - shown.tables.length;
  if (left === 0) return <>{seen}</>;
  return (
    <>
      {`${seen}, ${left} not shown `}
      <button type="button" className="link" onClick={onShowAll}>
        Show All
      </button>
    </>
  );
}

function count(number: number, what: string): string {
  return `${number} ${number === 1 ? what : `${what}s`}`;
}
