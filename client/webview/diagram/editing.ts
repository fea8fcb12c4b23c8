import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { EditOutcome } from "../../../server/protocol/diagram-messages";
import type { SchemaEdit } from "../../../server/protocol/schema-edit";
import type { DiagramHost } from "./host";

/** What is being typed over in the picture; `new` is the row in which a column is added. */
export interface EditTarget {
  readonly table: string;
  readonly column?: string;
  readonly field: "name" | "type" | "new";
}

/** An edit that changes more than was asked for, and waits for a yes. */
export interface Question {
  readonly edit: SchemaEdit;
  readonly consequences: readonly string[];
}

export interface Editing {
  /** Does an edit; resolves with why it was not done, or undefined. */
  readonly run: (edit: SchemaEdit) => Promise<string | undefined>;
  readonly question: Question | undefined;
  readonly answer: (yes: boolean) => void;
}

/** Sends edits to the host, one after the other, and asks before those that take more along. */
export function useEditing(host: DiagramHost, version: number): Editing {
  const [question, setQuestion] = useState<Question>();
  const waiting = useRef(new Map<number, (outcome: EditOutcome) => void>());
  const lastId = useRef(0);
  const current = useRef(version);
  const reply = useRef<(yes: boolean) => void>(undefined);
  useEffect(() => {
    current.current = version;
  }, [version]);
  useEffect(
    () =>
      host.listen((message) => {
        if (message.type !== "edited") return;
        waiting.current.get(message.id)?.(message.outcome);
        waiting.current.delete(message.id);
      }),
    [host],
  );
  const send = useCallback(
    (edit: SchemaEdit, agreed: boolean) =>
      new Promise<EditOutcome>((resolve) => {
        const id = ++lastId.current;
        waiting.current.set(id, resolve);
        host.send({ type: "edit", id, version: current.current, edit, agreed });
      }),
    [host],
  );
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const run = useCallback(
    (edit: SchemaEdit) => {
      const one = async () => {
        let outcome = await send(edit, false);
        if (outcome.kind === "confirm") {
          const { consequences } = outcome;
          const yes = await new Promise<boolean>((resolve) => {
            reply.current = resolve;
            setQuestion({ edit, consequences });
          });
          setQuestion(undefined);
          if (!yes) return undefined;
          outcome = await send(edit, true);
        }
        if (outcome.kind === "done") current.current = outcome.version;
        return outcome.kind === "refused" ? outcome.message : undefined;
      };
      // Each works on what the one before has left.
      const done = last.current.then(one);
      last.current = done;
      return done;
    },
    [send],
  );
  const answer = useCallback((yes: boolean) => reply.current?.(yes), []);
  return useMemo(() => ({ run, question, answer }), [run, question, answer]);
}

/** What the boxes of the picture can ask for. The same object as long as the diagram lives. */
export interface BoxActions {
  readonly canEdit: () => boolean;
  readonly start: (target: EditTarget) => void;
  /** Takes what was typed; resolves with why it cannot be taken, or undefined. */
  readonly submit: (target: EditTarget, text: string) => Promise<string | undefined>;
  readonly cancel: () => void;
  /** Begins to draw a foreign key from a column. */
  readonly link: (event: React.PointerEvent, table: string, column: string) => void;
  readonly types: () => readonly string[];
}

const noActions: BoxActions = {
  canEdit: () => false,
  start: () => undefined,
  submit: () => Promise.resolve(undefined),
  cancel: () => undefined,
  link: () => undefined,
  types: () => [],
};

export const BoxActionsContext = createContext(noActions);

export function useBoxActions(): BoxActions {
  return useContext(BoxActionsContext);
}

/** `name type not null default 0` as a person types it into a new row. */
export function readColumn(
  text: string,
):
  | { readonly name: string; readonly type: string; readonly notNull?: boolean; readonly default?: string }
  | undefined {
  const parts = /^\s*("(?:[^"]|"")+"|\S+)(?:\s+([\s\S]+?))?\s*$/.exec(text);
  const name = parts?.[1];
  if (name === undefined) return undefined;
  let type = parts?.[2] ?? "text";
  const value = /\s+default\s+([\s\S]+)$/i.exec(type);
  if (value) type = type.slice(0, value.index);
  const notNull = /\s+not\s+null$/i.exec(type);
  if (notNull) type = type.slice(0, notNull.index);
  const given = value?.[1]?.replace(/\s+not\s+null$/i, "");
  const strict = notNull !== null || (value?.[1] !== undefined && given !== value[1]);
  return { name, type, ...(strict && { notNull: true }), ...(given !== undefined && { default: given }) };
}
