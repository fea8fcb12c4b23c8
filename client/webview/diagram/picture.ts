import type { DiagramModel } from "../../../server/protocol/diagram";
import type { Picture } from "./export-picture";
import { headerHeight, kindOf, rowHeight, rowsOf, sizeOf } from "./geometry";
import { lineOf, marksOf, pathOf } from "./marks";
import { schemaFramesOf } from "./frames";
import { detailIn } from "./view";

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
export function svgOf(
  { model, view, positions, routes }: Picture,
  /** `page`: of the size of a sheet, lying or standing as the picture is, so that it becomes a PDF as it is. */
  options: { readonly page?: boolean } = {},
): string {
  const boxes = new Map(
    model.tables.map((table) => {
      const detail = detailIn(view, table);
      const at = positions.get(table.id) ?? { x: 0, y: 0 };
      return [table.id, { table, detail, ...sizeOf(table, detail), ...at }] as const;
    }),
  );
  const all = [...boxes.values()];
  const lines = model.relations.flatMap((relation) => {
    const from = boxes.get(relation.from.table);
    const to = boxes.get(relation.to.table);
    return from && to ? [{ relation, ...lineOf(from, to, relation, routes.get(relation.id)) }] : [];
  });
  const frames = schemaFramesOf({ model, view, positions });
  const xs = [
    ...all.flatMap(({ x, width }) => [x, x + width]),
    ...lines.flatMap(({ points }) => points.map(({ x }) => x)),
    ...frames.flatMap(({ left, right }) => [left, right]),
  ];
  const ys = [
    ...all.flatMap(({ y, height }) => [y, y + height]),
    ...lines.flatMap(({ points }) => points.map(({ y }) => y)),
    ...frames.flatMap(({ top, bottom }) => [top, bottom]),
  ];
  const left = least(xs) - margin;
  const top = least(ys) - margin;
  const width = Math.round(-least(xs.map((x) => -x)) + margin - left);
  const height = Math.round(-least(ys.map((y) => -y)) + margin - top);
  const drawn = lines.map(({ relation, start, end, points }) => {
    const marks = marksOf(start, end, relation);
    const circles = marks.circles.map(
      ({ x, y }) => `<circle cx="${x}" cy="${y}" r="4" fill="${paper.page}" stroke="${paper.line}"/>`,
    );
    return `<path d="${pathOf(points)} ${marks.path}" fill="none" stroke="${paper.line}"/>${circles.join("")}`;
  });
  const schemas = frames.map(
    (frame) =>
      `<rect x="${frame.left}" y="${frame.top}" width="${frame.right - frame.left}" height="${frame.bottom - frame.top}" rx="6" fill="none" stroke="${paper.line}" stroke-dasharray="4 4"/>` +
      `<text x="${frame.left + 10}" y="${frame.top + 18}" font-size="12" fill="${paper.faint}">${escaped(frame.name)}</text>`,
  );
  const tables = all.map(({ table, detail, x, y, width: w, height: h }) => {
    const rows = rowsOf(table, detail).map((column, nth) => {
      const base = y + headerHeight + nth * rowHeight + 19;
      const key = column.primaryKey ? "PK" : column.foreignKey ? "FK" : column.unique ? "U" : "";
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
      `<text x="${x + 10}" y="${y + 22}" font-size="13" font-weight="600">${escaped(table.name)}</text>` +
      `${kindOf(table) === "" ? "" : `<text x="${x + w - 8}" y="${y + 22}" font-size="11" fill="${paper.faint}" text-anchor="end">${kindOf(table)}</text>`}${rows.join("")}</g>`
    );
  });
  // ISO 216: A4 is 210 by 297 millimetres.
  const sheet = width >= height ? 'width="297mm" height="210mm"' : 'width="210mm" height="297mm"';
  const size = options.page === true ? sheet : `width="${width}" height="${height}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" ${size} ` +
    // Fonts that every reader of PDF and every printer has come first in each family.
    `font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" fill="${paper.text}">` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${paper.page}"/>` +
    `${schemas.join("")}${drawn.join("")}${tables.join("")}</svg>`
  );
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), values.length === 0 ? 0 : Infinity);
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
  // The notation has no word for enumerated types.
  for (const table of model.tables.filter(({ kind }) => kind !== "enum")) {
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
