import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import type { SchemaEdit } from "../../../server/protocol/schema-edit";
import type { Question } from "./editing";
import { tablesById } from "./marks";

interface FrameProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly problem?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog of the browser's own: it keeps the focus inside and closes on Escape. */
function Frame({ title, action, danger, disabled, problem, onSubmit, onClose, children }: FrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <h2 id={heading}>{title}</h2>
        {children}
        {problem !== undefined && (
          <p className="refusal" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={danger === true ? "danger" : "primary"} disabled={disabled}>
            {action}
          </button>
        </footer>
      </form>
    </dialog>
  );
}

/** Asks for a yes to what an edit takes along. */
export function QuestionDialog({
  question,
  onAnswer,
}: {
  readonly question: Question;
  readonly onAnswer: (yes: boolean) => void;
}) {
  const removes = question.edit.kind.startsWith("delete");
  return (
    <Frame
      title={titleOf(question.edit)}
      action={removes ? "Delete" : "Change"}
      danger={removes}
      onSubmit={() => onAnswer(true)}
      onClose={() => onAnswer(false)}
    >
      <p>This changes more in the SQL:</p>
      <ul className="consequences">
        {question.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Frame>
  );
}

function titleOf(edit: SchemaEdit): string {
  switch (edit.kind) {
    case "deleteTable":
      return `Delete ${edit.table.replace(/^public\./, "")}?`;
    case "deleteColumn":
      return `Delete ${edit.column}?`;
    case "setType":
      return `Change the type of ${edit.column}?`;
    default:
      return "Change the schema?";
  }
}

/** What a dialog asks for. */
export type Dialog =
  | {
      readonly kind: "text";
      readonly title: string;
      readonly label: string;
      readonly value: string;
      readonly long?: boolean;
      readonly mayBeEmpty?: boolean;
      readonly edit: (text: string) => SchemaEdit;
    }
  | {
      readonly kind: "foreignKey";
      readonly table: string;
      readonly column: string;
      readonly target?: string;
      readonly targetColumn?: string;
    }
  | { readonly kind: "index"; readonly table: string; readonly column?: string };

interface DialogProps<K extends Dialog["kind"]> {
  readonly dialog: Extract<Dialog, { readonly kind: K }>;
  readonly model: DiagramModel;
  readonly run: (edit: SchemaEdit) => Promise<string | undefined>;
  readonly onClose: () => void;
}

export function EditDialog({
  dialog,
  ...rest
}: Omit<DialogProps<Dialog["kind"]>, "dialog"> & { readonly dialog: Dialog }) {
  switch (dialog.kind) {
    case "text":
      return <TextDialog dialog={dialog} {...rest} />;
    case "foreignKey":
      return <ForeignKeyDialog dialog={dialog} {...rest} />;
    case "index":
      return <IndexDialog dialog={dialog} {...rest} />;
  }
}

/** Runs an edit and closes the dialog, or keeps it open with the reason. */
function useRun(run: (edit: SchemaEdit) => Promise<string | undefined>, onClose: () => void) {
  const [problem, setProblem] = useState<string>();
  const start = (edit: SchemaEdit) => {
    void run(edit).then((refused) => {
      setProblem(refused);
      if (refused === undefined) onClose();
    });
  };
  return { problem, start };
}

function TextDialog({ dialog, run, onClose }: DialogProps<"text">) {
  const [text, setText] = useState(dialog.value);
  const { problem, start } = useRun(run, onClose);
  const id = useId();
  const Field = dialog.long === true ? "textarea" : "input";
  return (
    <Frame
      title={dialog.title}
      action="OK"
      problem={problem}
      disabled={text.trim() === "" && dialog.mayBeEmpty !== true}
      onSubmit={() => start(dialog.edit(text))}
      onClose={onClose}
    >
      <label htmlFor={id}>{dialog.label}</label>
      <Field
        id={id}
        value={text}
        autoFocus
        spellCheck={dialog.long === true}
        onChange={(event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
          setText(event.target.value)
        }
      />
    </Frame>
  );
}

const rules = ["no action", "restrict", "cascade", "set null", "set default"] as const;

/** What each rule does with the rows that reference one that is deleted. */
export const deleteRules = rules.map((rule) => ({
  rule,
  words: {
    "no action": "Refuse the delete (no action)",
    restrict: "Refuse at once (restrict)",
    cascade: "Delete them too (cascade)",
    "set null": "Leave them without (set null)",
    "set default": "Use the default (set default)",
  }[rule],
}));

function ForeignKeyDialog({ dialog, model, run, onClose }: DialogProps<"foreignKey">) {
  const tables = tablesById(model);
  const own = tables.get(dialog.table);
  const column = own?.columns.find(({ name }) => name === dialog.column);
  const candidates = model.tables.filter(({ kind }) => kind === "table");
  const [target, setTarget] = useState(
    dialog.target ?? likelyTarget(candidates, dialog.column) ?? dialog.table,
  );
  const keys = keyColumnsOf(tables.get(target));
  const [chosen, setChosen] = useState(dialog.targetColumn);
  const targetColumn =
    chosen !== undefined && (keys.includes(chosen) || target === dialog.target) ? chosen : keys[0];
  const [rule, setRule] = useState<(typeof rules)[number]>("no action");
  const [index, setIndex] = useState(true);
  const { problem, start } = useRun(run, onClose);
  const id = useId();
  return (
    <Frame
      title={`Foreign key from ${own?.name ?? dialog.table}.${dialog.column}`}
      action="Create"
      problem={problem}
      disabled={targetColumn === undefined}
      onSubmit={() => {
        if (targetColumn === undefined) return;
        start({
          kind: "addForeignKey",
          table: dialog.table,
          columns: [dialog.column],
          target,
          targetColumns: [targetColumn],
          onDelete: rule,
          index,
        });
      }}
      onClose={onClose}
    >
      <label htmlFor={`${id}table`}>References the table</label>
      <select id={`${id}table`} value={target} onChange={(event) => setTarget(event.target.value)}>
        {candidates.map(({ id: table, name, schema }) => (
          <option key={table} value={table}>
            {schema === "public" ? name : `${schema}.${name}`}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}column`}>by its column</label>
      <select
        id={`${id}column`}
        value={targetColumn ?? ""}
        onChange={(event) => setChosen(event.target.value)}
      >
        {targetColumn === undefined && <option value="">It has no key of one column</option>}
        {[...new Set([...keys, ...(targetColumn === undefined ? [] : [targetColumn])])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <label htmlFor={`${id}rule`}>When that row is deleted, rows here</label>
      <select
        id={`${id}rule`}
        value={rule}
        onChange={(event) => setRule(rules.find((other) => other === event.target.value) ?? "no action")}
      >
        {deleteRules
          .filter(({ rule: other }) => other !== "set null" || column?.notNull !== true)
          .map(({ rule: other, words }) => (
            <option key={other} value={other}>
              {words}
            </option>
          ))}
      </select>
      <label className="choice">
        <input type="checkbox" checked={index} onChange={(event) => setIndex(event.target.checked)} />
        Also an index, where there is none yet
      </label>
    </Frame>
  );
}

/** The columns that can be referenced alone. */
function keyColumnsOf(table: DiagramTable | undefined): readonly string[] {
  if (!table) return [];
  const primary = table.columns.filter(({ primaryKey }) => primaryKey);
  const unique = table.columns.filter(({ unique: own }) => own);
  return [...new Set([...(primary.length === 1 ? primary : []), ...unique].map(({ name }) => name))];
}

/** `customer_id` most likely means `customer`, or `customers`. */
function likelyTarget(tables: readonly DiagramTable[], column: string): string | undefined {
  const stem = column.replace(/_?(id|code|key|uuid)$/i, "").toLowerCase();
  if (stem === "") return undefined;
  const fits = (name: string) =>
    [stem, `${stem}s`, `${stem}es`, stem.replace(/y$/, "ies")].includes(name.toLowerCase());
  return tables.find(({ name }) => fits(name))?.id;
}

function IndexDialog({ dialog, model, run, onClose }: DialogProps<"index">) {
  const table = tablesById(model).get(dialog.table);
  const [columns, setColumns] = useState<readonly string[]>(
    dialog.column === undefined ? [] : [dialog.column],
  );
  const [unique, setUnique] = useState(false);
  const { problem, start } = useRun(run, onClose);
  return (
    <Frame
      title={`Index on ${table?.name ?? dialog.table}`}
      action="Create"
      problem={problem}
      disabled={columns.length === 0}
      onSubmit={() => start({ kind: "addIndex", table: dialog.table, columns, unique })}
      onClose={onClose}
    >
      <fieldset>
        <legend>Columns, in the order in which they are chosen</legend>
        {table?.columns.map(({ name }) => (
          <label key={name} className="choice">
            <input
              type="checkbox"
              checked={columns.includes(name)}
              onChange={(event) =>
                setColumns(
                  event.target.checked ? [...columns, name] : columns.filter((other) => other !== name),
                )
              }
            />
            {name}
            {columns.includes(name) && columns.length > 1 && (
              <span className="faint"> {columns.indexOf(name) + 1}</span>
            )}
          </label>
        ))}
      </fieldset>
      <label className="choice">
        <input type="checkbox" checked={unique} onChange={(event) => setUnique(event.target.checked)} />
        Unique: no two rows with the same values
      </label>
    </Frame>
  );
}
