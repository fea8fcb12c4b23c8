import type { DiagramModel } from "../../../server/protocol/diagram";
import { headerHeight, rowHeight, rowMiddle, rowsOf, sizeOf } from "./geometry";
import type { Detail, Point } from "./host";

/** Colours of a picture that stands alone, readable on paper and on a screen. */
const paper = {
  page: "#ffffff",
  box: "#ffffff",
  head: "#eef2f7",
  line: "#8a94a3",
  text: "#1b2430",
  faint: "#5d6877",
};
const margin = 24;

/** The diagram as SVG without scripts, fonts or links, so that it opens and prints anywhere. */
export function svgOf(model: DiagramModel, detail: Detail, positions: ReadonlyMap<string, Point>): string {
  const boxes = new Map(
    model.tables.map((table) => [
      table.id,
      { table, ...sizeOf(table, detail), ...(positions.get(table.id) ?? { x: 0, y: 0 }) },
    ]),
  );
  const all = [...boxes.values()];
  const left = Math.min(0, ...all.map(({ x }) => x)) - margin;
  const top = Math.min(0, ...all.map(({ y }) => y)) - margin;
  const width = Math.max(0, ...all.map((box) => box.x + box.width)) + margin - left;
  const height = Math.max(0, ...all.map((box) => box.y + box.height)) + margin - top;
  const lines = model.relations.flatMap((relation) => {
    const from = boxes.get(relation.from.table);
    const to = boxes.get(relation.to.table);
    if (!from || !to) return [];
    const right = to.x > from.x + from.width;
    const x1 = right ? from.x + from.width : from.x;
    const x2 = right ? to.x : to.x + to.width;
    const y1 = from.y + rowMiddle(from.table, detail, relation.from.columns[0]);
    const y2 = to.y + rowMiddle(to.table, detail, relation.to.columns[0]);
    const side = right ? 1 : -1;
    const middle = (x1 + x2) / 2;
    const toes = relation.many
      ? `M ${x1} ${y1 - 6} L ${x1 + 11 * side} ${y1} L ${x1} ${y1 + 6}`
      : `M ${x1 + 8 * side} ${y1 - 6} V ${y1 + 6}`;
    const bar = `M ${x2 - 8 * side} ${y2 - 6} V ${y2 + 6}`;
    return `<path d="M ${x1} ${y1} H ${middle} V ${y2} H ${x2} ${toes} ${bar}" fill="none" stroke="${paper.line}"/>`;
  });
  const tables = all.map(({ table, x, y, width: w, height: h }) => {
    const rows = rowsOf(table, detail).map((column, nth) => {
      const base = y + headerHeight + nth * rowHeight + 19;
      const key = column.primaryKey ? "PK" : column.foreignKey ? "FK" : "";
      const type = column.type + (column.notNull || column.type === "" ? "" : "?");
      return (
        `<text x="${x + 8}" y="${base}" font-size="9" fill="${paper.faint}">${key}</text>` +
        `<text x="${x + 30}" y="${base}" font-size="12"${column.primaryKey ? ' font-weight="600"' : ""}>${escaped(column.name)}</text>` +
        `<text x="${x + w - 8}" y="${base}" font-size="12" fill="${paper.faint}" text-anchor="end">${escaped(type)}</text>`
      );
    });
    return (
      `<g><rect x="${x}" y="${y}" width="${w}" height="${h}" rx="4" fill="${paper.box}" stroke="${paper.line}"/>` +
      `<path d="M ${x} ${y + headerHeight} v ${4 - headerHeight} a 4 4 0 0 1 4 -4 h ${w - 8} a 4 4 0 0 1 4 4 v ${headerHeight - 4} z" fill="${paper.head}" stroke="${paper.line}"/>` +
      `<text x="${x + 10}" y="${y + 22}" font-size="13" font-weight="600">${escaped(table.name)}</text>${rows.join("")}</g>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="system-ui, sans-serif" fill="${paper.text}"><rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper.page}"/>` +
    `${lines.join("")}${tables.join("")}</svg>`
  );
}

/** The SVG as a PNG of twice its size, at most 8,000 pixels wide or high; base64 without a prefix. */
export async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(image.width, image.height, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").replace(/^data:image\/png;base64,/, "");
}

/** The diagram in Mermaid's entity relationship notation. */
export function mermaidOf(model: DiagramModel): string {
  const names = new Map(
    model.tables.map((table) => [table.id, table.schema === "public" ? table.name : table.id]),
  );
  const quoted = (id: string) => `"${(names.get(id) ?? id).replaceAll('"', "'")}"`;
  const lines = ["erDiagram"];
  for (const table of model.tables) {
    lines.push(`  ${quoted(table.id)} {`);
    for (const column of table.columns) {
      const keys = [
        column.primaryKey && "PK",
        column.foreignKey && "FK",
        column.unique && !column.primaryKey && "UK",
      ];
      const type = (column.type || "unknown").replaceAll(/[^A-Za-z0-9_()[\]]+/g, "_");
      const name = column.name.replaceAll(/[^A-Za-z0-9_]+/g, "_");
      lines.push(`    ${type} ${name} ${keys.filter((key) => key !== false).join(", ")}`.trimEnd());
    }
    lines.push("  }");
  }
  for (const { from, to, many, optional } of model.relations) {
    const left = many ? "}o" : "|o";
    lines.push(
      `  ${quoted(from.table)} ${left}--${optional ? "o|" : "||"} ${quoted(to.table)} : "${from.columns.join(", ").replaceAll('"', "'")}"`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
