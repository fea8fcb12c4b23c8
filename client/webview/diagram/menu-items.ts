import type {
  DiagramColumn,
  DiagramModel,
  DiagramRelation,
  DiagramTable,
} from "../../../server/protocol/diagram";
import type { SchemaEdit } from "../../../server/protocol/schema-edit";
import { deleteRules, type Dialog } from "./dialogs";
import type { EditTarget } from "./editing";
import { tablesById } from "./marks";
import type { MenuItem } from "./menu";

/** What was pointed at. */
export interface MenuTarget {
  readonly table?: string;
  readonly column?: string;
  readonly relation?: string;
}

/** What the items of a menu can do. */
export interface MenuActions {
  readonly editable: boolean;
  readonly run: (edit: SchemaEdit) => void;
  readonly ask: (dialog: Dialog) => void;
  readonly start: (target: EditTarget) => void;
  readonly reveal: (place: DiagramTable | DiagramColumn | DiagramRelation) => void;
  readonly isCollapsed: (table: string) => boolean;
  readonly collapse: (table: string, on: boolean) => void;
  readonly hide: (table: string) => void;
  readonly around: (table: string) => void;
  readonly canvas: readonly MenuItem[];
}

type Groups = readonly (readonly MenuItem[])[];

/** The menu for what was pointed at: a column, a table, a relation, or the picture. */
export function menuFor(model: DiagramModel, target: MenuTarget, actions: MenuActions): Groups {
  const relation = model.relations.find(({ id }) => id === target.relation);
  if (relation) return relationMenu(relation, actions);
  const table = target.table === undefined ? undefined : tablesById(model).get(target.table);
  if (!table) return [actions.editable ? [addTable(actions)] : [], actions.canvas];
  const column = table.columns.find(({ name }) => name === target.column);
  const editable = actions.editable && table.kind === "table";
  if (column && editable) return columnMenu(table, column, actions);
  return tableMenu(table, editable, actions);
}

export function addTable({ ask }: Pick<MenuActions, "ask">): MenuItem {
  return {
    label: "Add Table…",
    run: () =>
      ask({
        kind: "text",
        title: "Add a table",
        label: "Its name",
        value: "",
        edit: (name) => ({ kind: "addTable", name }),
      }),
  };
}

function tableMenu(table: DiagramTable, editable: boolean, actions: MenuActions): Groups {
  const { id } = table;
  const { run, ask, start } = actions;
  return [
    editable
      ? [
          { label: "Add Column", key: "Insert", run: () => start({ table: id, field: "new" }) },
          { label: "Rename", key: "F2", run: () => start({ table: id, field: "name" }) },
          { label: "Comment…", run: () => ask(commentOn(table)) },
          { label: "Add Index…", run: () => ask({ kind: "index", table: id }) },
        ]
      : [],
    editable
      ? table.indexNames.map((index): MenuItem => ({
          label: `Delete Index ${index}`,
          run: () => run({ kind: "deleteIndex", table: id, index }),
        }))
      : [],
    [
      {
        label: table.kind === "enum" ? "Name Only" : "Keys Only",
        checked: actions.isCollapsed(id),
        run: () => actions.collapse(id, !actions.isCollapsed(id)),
      },
      { label: "Show Neighbours Only", run: () => actions.around(id) },
      { label: "Hide", run: () => actions.hide(id) },
      { label: "Show SQL", run: () => actions.reveal(table) },
    ],
    editable
      ? [{ label: "Delete Table", key: "Delete", run: () => run({ kind: "deleteTable", table: id }) }]
      : [],
  ];
}

function columnMenu(table: DiagramTable, column: DiagramColumn, actions: MenuActions): Groups {
  const { run, ask, start } = actions;
  const of = { table: table.id, column: column.name };
  return [
    [
      { label: "Rename", key: "F2", run: () => start({ ...of, field: "name" }) },
      { label: "Change Type", run: () => start({ ...of, field: "type" }) },
      {
        label: "Default…",
        run: () =>
          ask({
            kind: "text",
            title: `Default of ${column.name}`,
            label: "A value or an expression; empty for none",
            value: column.default ?? "",
            mayBeEmpty: true,
            edit: (value) => ({ kind: "setDefault", ...of, value }),
          }),
      },
      { label: "Comment…", run: () => ask(commentOn(table, column)) },
    ],
    [
      {
        label: "Not Null",
        checked: column.notNull,
        run: () => run({ kind: "setNotNull", ...of, on: !column.notNull }),
      },
      {
        label: "Unique",
        checked: column.unique,
        run: () => run({ kind: "setUnique", ...of, on: !column.unique }),
      },
      {
        label: "Primary Key",
        checked: column.primaryKey,
        run: () => run({ kind: "setPrimaryKey", ...of, on: !column.primaryKey }),
      },
    ],
    [
      { label: "Foreign Key…", run: () => ask({ kind: "foreignKey", ...of }) },
      { label: "Add Index…", run: () => ask({ kind: "index", ...of }) },
      { label: "Add Column Below", key: "Insert", run: () => start({ ...of, field: "new" }) },
      { label: "Show SQL", run: () => actions.reveal(column) },
    ],
    [{ label: "Delete Column", key: "Delete", run: () => run({ kind: "deleteColumn", ...of }) }],
  ];
}

function relationMenu(relation: DiagramRelation, actions: MenuActions): Groups {
  const { run } = actions;
  const of = { table: relation.from.table, key: relation.key };
  const show: MenuItem = { label: "Show SQL", run: () => actions.reveal(relation) };
  if (!actions.editable) return [[show]];
  return [
    deleteRules.map(({ rule }) => ({
      label: `On Delete ${rule.replace(/(^| )\w/g, (letter) => letter.toUpperCase())}`,
      checked: relation.onDelete === rule,
      run: () => run({ kind: "setOnDelete", ...of, onDelete: rule }),
    })),
    [show],
    [{ label: "Delete Foreign Key", run: () => run({ kind: "deleteForeignKey", ...of }) }],
  ];
}

function commentOn(table: DiagramTable, column?: DiagramColumn): Dialog {
  return {
    kind: "text",
    title: `Comment on ${column ? column.name : table.name}`,
    label: "What it is for; empty for none",
    value: (column ?? table).comment ?? "",
    long: true,
    mayBeEmpty: true,
    edit: (comment) => ({
      kind: "setComment",
      table: table.id,
      comment,
      ...(column && { column: column.name }),
    }),
  };
}
