import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { TaskField, TaskFields, TaskModel, ToTask } from "../../../server/protocol/task-messages";
import { ActivityList } from "./activity";
import { Conflict } from "./conflict";
import { valueOf } from "./elements";
import { listen, loadState, saveState, send, type DraftField, type SavedState } from "./host";
import { Markdown } from "./markdown";

type ConflictMessage = Extract<ToTask, { type: "conflict" }>;

/** A task with all that is known of it; every change is saved by itself, texts when one leaves them. */
export function App() {
  const [model, setModel] = useState<TaskModel>();
  const [state, setState] = useState<SavedState>(loadState);
  const [conflict, setConflict] = useState<ConflictMessage>();
  const [failure, setFailure] = useState("");
  const [unread, setUnread] = useState("");
  const [isSending, setSending] = useState(false);
  const [isEditing, setEditing] = useState(() => loadState().drafts.description !== undefined);
  const description = useRef<HTMLElement>(null);

  const update = useCallback((change: (old: SavedState) => SavedState) => {
    setState((old) => {
      const next = change(old);
      saveState(next);
      return next;
    });
  }, []);

  useEffect(() => {
    const stop = listen((message) => {
      if (message.type === "model") {
        setModel(message.model);
        setUnread("");
        update((old) => ({ ...old, taskId: message.model.id }));
      } else if (message.type === "saved") {
        setFailure("");
        setConflict(undefined);
        update(({ drafts, ...old }) => ({
          ...old,
          drafts: Object.fromEntries(
            Object.entries(drafts).filter(([field]) => !message.fields.some((saved) => saved === field)),
          ),
        }));
      } else if (message.type === "unread") setUnread(message.message);
      else if (message.type === "conflict") setConflict(message);
      else if (message.type === "commented") {
        setSending(false);
        setFailure("");
        update((old) => ({ ...old, comment: "" }));
      } else {
        setSending(false);
        setFailure(message.message);
      }
    });
    send({ type: "ready" });
    return stop;
  }, [update]);

  useEffect(() => {
    if (isEditing) description.current?.focus();
  }, [isEditing]);

  if (!model) return <p className="loading">{unread || failure || "Loading…"}</p>;
  const { fields, mayEdit } = model;
  const change = <F extends TaskField>(field: F, value: TaskFields[F]) => {
    if (value !== fields[field])
      send({ type: "change", changes: { [field]: value }, from: { [field]: fields[field] } });
  };
  const write = (field: DraftField, text: string) =>
    update((old) => ({
      ...old,
      drafts: {
        ...old.drafts,
        [field]: { text, from: old.drafts[field]?.from ?? fields[field] ?? "" },
      },
    }));
  const drop = (field: DraftField) =>
    update(({ drafts, ...old }) => ({
      ...old,
      drafts: Object.fromEntries(Object.entries(drafts).filter(([name]) => name !== field)),
    }));
  /** Saves what was written, if it is something else than before. */
  const keep = (field: DraftField) => {
    const draft = state.drafts[field];
    if (!draft) return;
    const isEmptyTitle = field === "title" && draft.text.trim() === "";
    if (draft.text === draft.from || isEmptyTitle) drop(field);
    else {
      const text = field === "title" ? draft.text.trim() : draft.text;
      const value = field === "objectName" && text.trim() === "" ? null : text;
      const from = field === "objectName" && draft.from === "" ? null : draft.from;
      // About this text it is asked already; whoever leaves the field for the answer would be asked again.
      const isAsked = conflict?.conflicts.some((disputed) => disputed.field === field) === true;
      if (isAsked && conflict.changes[field] === value) return;
      send({ type: "change", changes: { [field]: value }, from: { [field]: from } });
    }
  };
  const shown = (field: DraftField) => state.drafts[field]?.text ?? fields[field] ?? "";
  const decide = (mine: ReadonlySet<TaskField>) => {
    if (!conflict) return;
    const chosen = new Set<string>(mine);
    const disputed = new Set<string>(conflict.conflicts.map(({ field }) => field));
    const pick = (of: Partial<TaskFields>) =>
      Object.fromEntries(
        Object.entries(of).filter(
          ([field]) => field in conflict.changes && (chosen.has(field) || !disputed.has(field)),
        ),
      );
    setConflict(undefined);
    // What is left to the other side is written no more.
    for (const { field } of conflict.conflicts) {
      if (!mine.has(field) && (field === "title" || field === "description" || field === "objectName"))
        drop(field);
    }
    const changes = pick(conflict.changes);
    if (Object.keys(changes).length > 0) send({ type: "change", changes, from: pick(conflict.theirs) });
  };
  const select = (
    field: "status" | "priority" | "assigneeId",
    label: string,
    choices: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <div className="field">
      <span aria-hidden="true">{label}</span>
      <vscode-single-select
        key={`${field} ${fields[field] ?? ""} ${choices.length}`}
        label={label}
        value={fields[field] ?? ""}
        disabled={!mayEdit}
        onchange={(event: Event) => {
          const value = valueOf(event);
          send({
            type: "change",
            changes: { [field]: value === "" ? null : value },
            from: { [field]: fields[field] },
          });
        }}
      >
        {choices.map((choice) => (
          <vscode-option
            key={choice.value}
            value={choice.value}
            selected={choice.value === (fields[field] ?? "")}
          >
            {choice.label}
          </vscode-option>
        ))}
      </vscode-single-select>
    </div>
  );
  return (
    <main
      onKeyDown={(event) => {
        if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        keep("title");
        keep("description");
        keep("objectName");
      }}
    >
      <p className="project">
        {model.project}
        {!mayEdit && " · you may read it"}
      </p>
      <h1 className="hidden">{fields.title}</h1>
      <vscode-textfield
        className="title"
        data-field="title"
        label="Title"
        maxLength={500}
        value={shown("title")}
        disabled={!mayEdit}
        oninput={(event: Event) => write("title", valueOf(event))}
        onBlur={() => keep("title")}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === "Enter") keep("title");
          if (event.key === "Escape") drop("title");
        }}
      />
      {/* Why it could not be read is often why it could not be changed, which is said with more words. */}
      {[failure, failure.endsWith(unread) ? "" : unread]
        .filter((message) => message !== "")
        .map((message) => (
          <p key={message} className="failure" role="alert">
            {message}
          </p>
        ))}
      {conflict && <Conflict title={conflict.title} conflicts={conflict.conflicts} onDecide={decide} />}
      <div className="fields">
        {select("status", "Status", model.statuses)}
        {select("priority", "Priority", model.priorities)}
        {select("assigneeId", "Assignee", model.members)}
        <div className="field">
          <span aria-hidden="true">Due</span>
          <vscode-textfield
            data-field="dueOn"
            type="date"
            label="Due"
            value={fields.dueOn ?? ""}
            disabled={!mayEdit}
            onchange={(event: Event) => change("dueOn", valueOf(event) === "" ? null : valueOf(event))}
          />
        </div>
        <div className="field">
          <span aria-hidden="true">Table</span>
          <vscode-textfield
            data-field="objectName"
            label="Table"
            placeholder="none"
            maxLength={500}
            value={shown("objectName")}
            disabled={!mayEdit}
            oninput={(event: Event) => write("objectName", valueOf(event))}
            onBlur={() => keep("objectName")}
          />
        </div>
      </div>
      <section aria-labelledby="description">
        <div className="heading">
          <h2 id="description">Description</h2>
          {mayEdit && (
            <vscode-button
              secondary
              onClick={() => {
                if (isEditing) keep("description");
                setEditing(!isEditing);
              }}
            >
              {isEditing ? "Done" : "Edit"}
            </vscode-button>
          )}
        </div>
        {isEditing ? (
          <vscode-textarea
            ref={description}
            className="description"
            data-field="description"
            label="Description"
            rows={12}
            resize="vertical"
            maxLength={20_000}
            value={shown("description")}
            placeholder="More about it; Markdown will do"
            oninput={(event: Event) => write("description", valueOf(event))}
            onBlur={() => keep("description")}
          />
        ) : shown("description") === "" ? (
          <p className="empty">There is none yet.</p>
        ) : (
          <Markdown text={shown("description")} />
        )}
      </section>
      <ActivityList
        items={model.activity}
        mayComment={mayEdit}
        comment={state.comment}
        isSending={isSending}
        onComment={(comment) => update((old) => ({ ...old, comment }))}
        onSend={() => {
          if (isSending || state.comment.trim() === "") return;
          setSending(true);
          send({ type: "comment", body: state.comment.trim() });
        }}
      />
    </main>
  );
}
