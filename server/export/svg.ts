import type { ElkNode, ElkPoint, LayoutOptions } from "elkjs/lib/elk-api";
import { printType, type Schema, type Table } from "../schema";
import type { ExportFormat } from "./export-format";
import { drawnTables, isInPrimaryKey, isUnique, qualified, relationsOf, type Relation } from "./relations";

/** Sizes in pixels at 100 %. */
const header = 34;
const row = 24;
const letter = 7.1;
const margin = 24;

/** Readable on paper and on a screen. */
const colours = { page: "#ffffff", head: "#eef2f7", line: "#8a94a3", text: "#1b2430", faint: "#5d6877" };

const options: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.spacing.nodeNodeBetweenLayers": "70",
  "elk.layered.spacing.edgeNodeBetweenLayers": "26",
  "elk.spacing.nodeNode": "34",
  "elk.spacing.componentComponent": "60",
  "elk.aspectRatio": "1.6",
  "elk.padding": `[top=${margin},left=${margin},bottom=${margin},right=${margin}]`,
};

/** A picture of the tables and what they reference, without scripts, fonts or links. */
export const svg: ExportFormat = {
  name: "svg",
  title: "Picture of the tables and their relations",
  extension: "svg",
  remark: (line) => `<!-- ${line.replaceAll(/-(?=-|$)/g, "\u2010")} -->`,
  // What begins otherwise is no picture to some programs.
  opening: /^<svg[^>]*>/,
  async print(schema) {
    const boxes = drawnTables(schema).map((table) => boxOf(schema, table));
    const lines = linesOf(schema, boxes);
    // Loaded on first need: it is more than all other formats together.
    const { place } = await import("./later/place");
    const { children = [], edges = [], width = 0, height = 0 } = await place(graphOf(boxes, lines));
    const size = { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
    const paths = edges.flatMap(({ sections: [way] = [] }, nth) => {
      const line = lines[nth];
      return way && line ? drawnLine(line, [way.startPoint, ...(way.bendPoints ?? []), way.endPoint]) : [];
    });
    const tables = boxes.map((box, nth) => drawnBox(box, children[nth] ?? { id: "" }));
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" ` +
      `font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" font-size="12" fill="${colours.text}">\n` +
      `<rect width="100%" height="100%" fill="${colours.page}"/>\n${[...paths, ...tables].join("\n")}\n</svg>\n`
    );
  },
};

interface Box {
  readonly table: Table;
  readonly rows: readonly { readonly key: string; readonly name: string; readonly type: string }[];
  readonly width: number;
  readonly height: number;
}

/** A relation with the boxes and rows of its ends; what is referenced is the source and stands left. */
interface Line {
  readonly relation: Relation;
  readonly from: Box;
  readonly to: Box;
}

function boxOf(schema: Schema, table: Table): Box {
  const foreign = relationsOf(schema, table).flatMap(({ fromColumns }) => fromColumns);
  const rows = table.columns.map((column) => {
    const isKey = isInPrimaryKey(table, column.name);
    const others = foreign.includes(column) ? "FK" : isUnique(schema, table, column.name) ? "U" : "";
    return {
      key: isKey ? "PK" : others,
      name: column.name,
      type: printType(column.type) + (column.notNull || isKey ? "" : "?"),
    };
  });
  const lengths = rows.map(({ name, type }) => name.length + type.length + 7);
  const longest = Math.max(qualified(table).length * 1.1 + 4, ...lengths);
  const width = Math.round(Math.max(150, longest * letter + 40));
  return { table, rows, width, height: header + rows.length * row + (rows.length > 0 ? 6 : 0) };
}

function linesOf(schema: Schema, boxes: readonly Box[]): readonly Line[] {
  const byTable = new Map(boxes.map((box) => [box.table, box]));
  return boxes.flatMap((from) =>
    relationsOf(schema, from.table).flatMap((relation): Line[] => {
      const to = byTable.get(relation.to);
      return to ? [{ relation, from, to }] : [];
    }),
  );
}

/** Lines begin and end at the rows of their first columns. */
function graphOf(boxes: readonly Box[], lines: readonly Line[]): ElkNode {
  const idOf = (box: Box) => `table ${boxes.indexOf(box)}`;
  const portOf = (box: Box, nth: number, side: "left" | "right") => `${idOf(box)} ${nth} ${side}`;
  return {
    id: "schema",
    layoutOptions: options,
    children: boxes.map((box) => ({
      id: idOf(box),
      width: box.width,
      height: box.height,
      layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      ports: box.rows.flatMap((_row, nth) =>
        (["left", "right"] as const).map((side) => ({
          id: portOf(box, nth, side),
          x: side === "left" ? 0 : box.width,
          y: header + nth * row + row / 2,
          width: 0,
          height: 0,
        })),
      ),
    })),
    edges: lines.map(({ relation, from, to }, nth) => ({
      id: `line ${nth}`,
      sources: [portOf(to, placeOf(to.table, relation.toColumns[0]?.name), "right")],
      targets: [portOf(from, placeOf(from.table, relation.fromColumns[0]?.name), "left")],
    })),
  };
}

function placeOf(table: Table, column: string | undefined): number {
  return table.columns.findIndex(({ name }) => name === column);
}

/** A line with crow's feet: exactly one or none or one at its beginning, none or one or many at its end. */
function drawnLine({ relation }: Line, points: readonly ElkPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const bar = ({ x, y }: ElkPoint) => `M ${x} ${y - 6} v 12`;
  const circle = ({ x, y }: ElkPoint) =>
    `<circle cx="${x}" cy="${y}" r="4" fill="${colours.page}" stroke="${colours.line}"/>`;
  const behind = (by: number) => ({ x: first.x + by, y: first.y });
  const before = (by: number) => ({ x: last.x - by, y: last.y });
  const one = relation.optional ? bar(behind(7)) : `${bar(behind(7))} ${bar(behind(12))}`;
  const many = relation.many ? `M ${last.x} ${last.y - 6} l -11 6 l 11 6` : bar(before(8));
  const way = `M ${points.map(({ x, y }) => `${x} ${y}`).join(" L ")}`;
  return (
    `<path d="${way} ${one} ${many}" fill="none" stroke="${colours.line}"/>` +
    `${relation.optional ? circle(behind(14)) : ""}${circle(before(15))}`
  );
}

function drawnBox({ table, rows, width, height }: Box, { x = 0, y = 0 }: ElkNode): string {
  const texts = rows.map(({ key, name, type }, nth) => {
    const base = y + header + nth * row + 16;
    return (
      `<text x="${x + 8}" y="${base}" font-size="9" fill="${colours.faint}">${key}</text>` +
      `<text x="${x + 30}" y="${base}"${key === "PK" ? ' font-weight="600"' : ""}>${escaped(name)}</text>` +
      `<text x="${x + width - 8}" y="${base}" fill="${colours.faint}" text-anchor="end">${escaped(type)}</text>`
    );
  });
  const outline = `x="${x}" y="${y}" width="${width}" rx="4" stroke="${colours.line}"`;
  return (
    `<g><rect ${outline} height="${height}" fill="${colours.page}"/>` +
    `<rect ${outline} height="${header}" fill="${colours.head}"/>` +
    `<text x="${x + 10}" y="${y + 22}" font-size="13" font-weight="600">${escaped(qualified(table))}</text>${texts.join("")}</g>`
  );
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  // XML has no words for other control characters.
  return text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign).replaceAll(/\p{Cc}/gu, " ");
}
