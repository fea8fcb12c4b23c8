import { borderWidth } from "./border";
import type { LineType } from "./boxes";
import { changeSymbols, type Change } from "./compare";
import type { Frame } from "./frames";
import { crosses, holds, nameSizeIn, partsOfName, type Rectangle } from "./geometry";
import type { Point } from "./host";
import { lineOf, type Box } from "./marks";
import type { Palette } from "./palette";
import type { TableNodeType } from "./table-node";

/** What is painted of a picture that is looked at from afar, in pixels at 100 %. */
export interface Scene {
  readonly tables: readonly PaintedTable[];
  readonly lines: readonly PaintedLines[];
  /** Each line of them by itself, for the pointer. */
  readonly ways: readonly Way[];
  readonly schemas: readonly Frame[];
  readonly areas: readonly Frame[];
}

interface PaintedTable extends Rectangle {
  readonly id: string;
  readonly name: string;
  readonly kind: "table" | "view" | "enum";
  readonly color: string | undefined;
  readonly faded: boolean;
  readonly change: Change | undefined;
  /** The largest size at which its name fits. */
  readonly nameSize: number;
  readonly badge: { readonly kind: "error" | "warning" | "task"; readonly text: string } | undefined;
}

/** Lines that look the same. */
interface PaintedLines {
  readonly kind: "plain" | "between" | "faded" | Change;
  readonly path: Path2D;
}

interface Way {
  readonly relation: string;
  readonly points: readonly Point[];
}

/** What is painted: the same boxes and lines that the page would otherwise have as elements. */
export function sceneOf(
  nodes: readonly TableNodeType[],
  edges: readonly LineType[],
  frames: Pick<Scene, "schemas" | "areas">,
): Scene {
  const boxes = new Map(nodes.map((node) => [node.id, boxOfNode(node)]));
  const paths = new Map<PaintedLines["kind"], Path2D>();
  const ways: Way[] = [];
  for (const { id, type, source, target, data } of edges) {
    const from = boxes.get(source);
    const to = boxes.get(target);
    // What is chosen is an element.
    if (type !== "relation" || !data || !from || !to || data.strong) continue;
    const kind = data.faded ? "faded" : (data.change ?? (data.between ? "between" : "plain"));
    const path = paths.get(kind) ?? new Path2D();
    paths.set(kind, path);
    const { points } = lineOf(from, to, data.relation, data.route);
    points.forEach(({ x, y }, nth) => (nth === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    ways.push({ relation: id, points });
  }
  return {
    tables: nodes.map(paintedTable),
    lines: [...paths].map(([kind, path]) => ({ kind, path })),
    ways,
    ...frames,
  };
}

/** The table at a place of the picture. */
export function tableAt({ tables }: Scene, at: Point): string | undefined {
  return tables.findLast((table) => holds(table, at))?.id;
}

/** The relation whose line passes within so many pixels at 100 % of a place. */
export function relationAt({ ways }: Scene, { x, y }: Point, within: number): string | undefined {
  return ways.find(({ points }) =>
    points.some((to, nth) => {
      const from = points[nth - 1];
      // All of its parts are upright or level.
      return (
        from !== undefined &&
        x >= Math.min(from.x, to.x) - within &&
        x <= Math.max(from.x, to.x) + within &&
        y >= Math.min(from.y, to.y) - within &&
        y <= Math.max(from.y, to.y) + within
      );
    }),
  )?.relation;
}

function boxOfNode({ position, width = 0, data: { table, detail } }: TableNodeType): Box {
  return { ...position, width, table, detail };
}

function paintedTable({ position: { x, y }, width = 0, height = 0, data }: TableNodeType): PaintedTable {
  const { table, color, faded, changes, problems, tasks } = data;
  const { errors = 0, warnings = 0 } = problems[table.id] ?? {};
  const toDo = (tasks[table.id] ?? tasks[table.name])?.count ?? 0;
  return {
    ...{ id: table.id, name: table.name, kind: table.kind, color, faded, change: changes.get(table.id) },
    ...{ left: x, top: y, right: x + width, bottom: y + height },
    nameSize: nameSizeIn(table.name, { width, height }),
    badge:
      errors > 0
        ? { kind: "error", text: String(errors) }
        : warnings > 0
          ? { kind: "warning", text: String(warnings) }
          : toDo > 0
            ? { kind: "task", text: `✓${toDo}` }
            : undefined,
  };
}

/** From where it is looked at, as the library has it, and how many pixels of the screen one of the page is. */
export interface Standpoint {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Names of tables are unreadable; those of areas stand over them. */
  readonly isMap: boolean;
}

type Context = CanvasRenderingContext2D;

/** Paints what is in sight. */
export function paint(context: Context, scene: Scene, palette: Palette, standpoint: Standpoint): void {
  const { x, y, zoom, width, height, ratio, isMap } = standpoint;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
  const sight = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
  const seen = scene.tables.filter((table) => crosses(table, sight));
  paintFrames(context, scene, palette, sight);
  paintLines(context, scene, palette, zoom);
  for (const faded of [true, false]) {
    context.globalAlpha = faded ? 0.25 : 1;
    paintBoxes(
      context,
      seen.filter((table) => table.faded === faded),
      palette,
      standpoint,
    );
  }
  context.globalAlpha = 1;
  if (isMap) paintLabels(context, scene, palette, { ...standpoint, sight });
}

function paintFrames(context: Context, scene: Scene, palette: Palette, sight: Rectangle): void {
  for (const { left, top, right, bottom, color } of scene.areas) {
    context.globalAlpha = 0.08;
    context.fillStyle = palette.of(color ?? "");
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, 6);
    context.fill();
  }
  context.globalAlpha = 1;
  context.strokeStyle = palette.faint;
  context.lineWidth = 3;
  context.setLineDash([9, 9]);
  for (const frame of scene.schemas) {
    if (!crosses(frame, sight)) continue;
    context.strokeRect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
  }
  context.setLineDash([]);
}

function paintLines(context: Context, { lines }: Scene, palette: Palette, zoom: number): void {
  // A line thinner than this can be seen no longer.
  context.lineWidth = Math.max(2, 0.3 / zoom);
  context.lineJoin = "round";
  for (const { kind, path } of lines) {
    const isChange = kind === "added" || kind === "changed" || kind === "removed";
    context.globalAlpha = kind === "between" ? 0.2 : kind === "faded" ? 0.25 : 1;
    context.strokeStyle = isChange ? palette[kind] : palette.faint;
    if (kind === "removed") context.setLineDash([12, 8]);
    context.stroke(path);
    context.setLineDash([]);
  }
}

function paintBoxes(
  context: Context,
  tables: readonly PaintedTable[],
  palette: Palette,
  { zoom, isMap }: Standpoint,
): void {
  context.fillStyle = palette.box;
  for (const table of tables) {
    shape(context, table, isMap);
    context.fill();
  }
  for (const table of tables) {
    if (!table.change) continue;
    const { globalAlpha } = context;
    context.globalAlpha = globalAlpha * 0.4;
    context.fillStyle = palette[table.change];
    shape(context, table, isMap);
    context.fill();
    context.globalAlpha = globalAlpha;
  }
  context.strokeStyle = palette.border;
  context.lineWidth = borderWidth(zoom, palette);
  for (const table of tables) {
    context.setLineDash(table.kind === "view" || table.change === "removed" ? [6, 4] : []);
    shape(context, table, isMap);
    context.stroke();
  }
  context.setLineDash([]);
  const strip = Math.max(3, 1 / zoom);
  for (const { color, left, top, right } of tables) {
    if (color === undefined) continue;
    context.fillStyle = palette.of(color);
    context.fillRect(left, top, right - left, strip);
  }
  if (!isMap) for (const table of tables) paintName(context, table, palette, Math.min(46, 10 / zoom));
  for (const table of tables) paintBadge(context, table, palette, isMap ? 4 / zoom : 0);
}

function shape(context: Context, { left, top, right, bottom, kind }: PaintedTable, isMap: boolean): void {
  context.beginPath();
  if (isMap) context.rect(left, top, right - left, bottom - top);
  else context.roundRect(left, top, right - left, bottom - top, kind === "enum" ? 12 : 4);
}

/** Widths of words at a size of 100 pixels; one family of letters at a time. */
const widths = new Map<string, number>();
let measuredFamily = "";

function widthOf(context: Context, word: string, family: string): number {
  if (family !== measuredFamily) widths.clear();
  measuredFamily = family;
  const known = widths.get(word);
  if (known !== undefined) return known;
  const { font } = context;
  context.font = `600 100px ${family}`;
  const { width } = context.measureText(word);
  context.font = font;
  widths.set(word, width);
  return width;
}

function paintName(context: Context, table: PaintedTable, palette: Palette, most: number): void {
  const { name, left, top, right, bottom, nameSize, change } = table;
  const size = Math.min(most, nameSize);
  const room = right - left - 8;
  const lines: string[] = [];
  let width = Infinity;
  for (const part of partsOfName(change ? `${changeSymbols[change]} ${name}` : name)) {
    const own = (widthOf(context, part, palette.family) * size) / 100;
    const last = lines.length - 1;
    if (width + own > room) {
      lines.push(part);
      width = own;
    } else {
      lines[last] = `${lines[last] ?? ""}${part}`;
      width += own;
    }
  }
  context.font = `600 ${size}px ${palette.family}`;
  context.fillStyle = palette.text;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const height = size * 1.05;
  const first = (top + bottom - height * (lines.length - 1)) / 2 + 1;
  lines.forEach((line, nth) => context.fillText(line, (left + right) / 2, first + nth * height));
}

/** From near with its number; from afar a dot of a size in pixels at 100 % says that there is something. */
function paintBadge(
  context: Context,
  { badge, right, top }: PaintedTable,
  palette: Palette,
  dot: number,
): void {
  if (!badge) return;
  context.fillStyle = palette[badge.kind];
  context.beginPath();
  if (dot > 0) {
    context.arc(right, top, dot, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.font = `24px ${palette.family}`;
  const width = Math.max(32, (widthOf(context, badge.text, palette.family) * 24) / 100 + 18);
  context.roundRect(right - width - 4, top - 12, width, 32, 16);
  context.fill();
  context.fillStyle = palette.page;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(badge.text, right - width / 2 - 4, top + 5);
}

/** The names of areas, of the largest first; one that would cover another is left out until there is room. */
function paintLabels(
  context: Context,
  { areas }: Scene,
  palette: Palette,
  { zoom, sight }: Standpoint & { readonly sight: Rectangle },
): void {
  const size = 13 / zoom;
  context.font = `600 ${size}px ${palette.family}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const taken: Rectangle[] = [];
  for (const area of areas) {
    if (!crosses(area, sight)) continue;
    const x = (area.left + area.right) / 2;
    const y = (area.top + area.bottom) / 2;
    const half = (widthOf(context, area.name, palette.family) * size) / 200 + size * 0.3;
    const place = { left: x - half, right: x + half, top: y - size * 0.65, bottom: y + size * 0.65 };
    if (taken.some((other) => crosses(other, place))) continue;
    taken.push(place);
    context.globalAlpha = 0.8;
    context.fillStyle = palette.page;
    context.beginPath();
    context.roundRect(place.left, place.top, 2 * half, size * 1.3, size * 0.2);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = palette.text;
    context.fillText(area.name, x, y);
  }
}
