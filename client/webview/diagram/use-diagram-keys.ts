import type { DiagramModel } from "../../../server/protocol/diagram";
import type { SchemaEdit } from "../../../server/protocol/schema-edit";
import type { Selection } from "./boxes";
import type { EditTarget } from "./editing";
import { rowsOf } from "./geometry";
import { tablesById } from "./marks";
import { detailIn, type View } from "./view";

interface KeysOptions {
  readonly model: DiagramModel | undefined;
  readonly view: View;
  readonly selected: Selection | undefined;
  readonly editable: boolean;
  readonly select: (selection: Selection | undefined) => void;
  readonly start: (target: EditTarget) => void;
  readonly run: (edit: SchemaEdit) => void;
  readonly inspect: (on: boolean) => void;
  readonly fit: () => void;
  readonly find: () => void;
  readonly openMenu: (target: Selection) => void;
  readonly undo: () => void;
}

/**
 * The keys of the picture. Up and Down go through the columns of the chosen table, with Shift they move it, as Left
 * and Right do; Tab goes from table to table.
 */
export function useDiagramKeys(options: KeysOptions): (event: React.KeyboardEvent) => void {
  return (event) => {
    const { target } = event;
    if (!(target instanceof Element) || target.closest("input, select, textarea, [role=menu], dialog"))
      return;
    const node = target.closest(".react-flow__node")?.getAttribute("data-id") ?? undefined;
    const selected =
      node !== undefined && node !== options.selected?.table ? { table: node } : options.selected;
    if (!handle(event, selected, options, target.closest("button, a") !== null)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Whether the key meant something. */
function handle(
  { key, ctrlKey, metaKey, shiftKey, altKey }: React.KeyboardEvent,
  selected: Selection | undefined,
  options: KeysOptions,
  onButton: boolean,
): boolean {
  const { editable, select, start, run } = options;
  const control = ctrlKey || metaKey;
  if (key === "/" || (key === "f" && control)) {
    options.find();
    return true;
  }
  if (key === "z" && control && !shiftKey) {
    options.undo();
    return true;
  }
  if (control || altKey) return false;
  if (key === "Escape") {
    options.inspect(false);
    select(undefined);
    return true;
  }
  if (onButton) return false;
  if (key === "f") {
    options.fit();
    return true;
  }
  if (!selected) return false;
  const { table, column } = selected;
  const drawn = options.model && tablesById(options.model).get(table);
  if (!drawn) return false;
  switch (key) {
    case "Enter":
      select(selected);
      options.inspect(true);
      return true;
    case "ArrowDown":
    case "ArrowUp": {
      if (shiftKey) return false;
      const names = rowsOf(drawn, detailIn(options.view, drawn)).map(({ name }) => name);
      const at = column === undefined ? -1 : names.indexOf(column);
      const next = names[key === "ArrowDown" ? Math.min(at + 1, names.length - 1) : at - 1];
      select({ table, ...(next !== undefined && { column: next }) });
      return true;
    }
    case "ContextMenu":
    case "F10":
      if (key === "F10" && !shiftKey) return false;
      options.openMenu(selected);
      return true;
    default:
  }
  if (!editable || drawn.kind !== "table") return false;
  switch (key) {
    case "F2":
      start({ table, field: "name", ...(column !== undefined && { column }) });
      return true;
    case "Insert":
      start({ table, field: "new", ...(column !== undefined && { column }) });
      return true;
    case "Delete":
      run(column === undefined ? { kind: "deleteTable", table } : { kind: "deleteColumn", table, column });
      return true;
    default:
      return false;
  }
}
