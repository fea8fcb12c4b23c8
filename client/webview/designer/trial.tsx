import { useEffect, useState, type KeyboardEvent, type SyntheticEvent } from "react";
import type { SandboxFilled } from "../../../server/protocol/designer-messages";
import type { SandboxOpenResult, SandboxResult, SandboxRunResult } from "../../../server/protocol/sandbox";
import { listen, loadPage, savePage, send } from "./host";
import { Rows } from "./rows";

/** A query to begin with, on sample rows; another object is another request. */
export interface TrialRequest {
  readonly sql: string;
}

interface TrialProps {
  readonly request: TrialRequest | undefined;
  readonly onClose: () => void;
}

/** Runs SQL on a throw-away database with the schema, and shows rows, plans and errors. */
export function Trial({ request, onClose }: TrialProps) {
  const [sql, setSql] = useState(() => loadPage().trialSql);
  const [filled, setFilled] = useState<SandboxFilled>();
  const [opened, setOpened] = useState<SandboxOpenResult>();
  const [ran, setRan] = useState<SandboxRunResult>();
  const [busy, setBusy] = useState<"opening" | "filling" | "running">();

  const open = () => {
    setBusy("opening");
    setRan(undefined);
    setFilled(undefined);
    send({ type: "tryOpen" });
  };
  const fill = (query?: string) => {
    setBusy("filling");
    setRan(undefined);
    setFilled(undefined);
    send({ type: "tryFill", ...(query !== undefined && { sql: query }) });
  };
  useEffect(() => {
    const stop = listen((message) => {
      if (message.type === "sandboxOpened") setOpened(message.result);
      if (message.type === "sandboxRan") setRan(message.result);
      if (message.type === "sandboxFilled") setFilled(message.filled);
      if (message.type === "sandboxRan") setBusy(undefined);
      else if (message.type === "sandboxOpened" || message.type === "sandboxFilled")
        setBusy((now) => (message.stays === true ? now : undefined));
    });
    if (!request) open();
    return () => {
      stop();
      send({ type: "tryClose" });
    };
  }, []);
  useEffect(() => savePage({ trialSql: sql }), [sql]);
  useEffect(() => {
    if (!request) return;
    setSql(request.sql);
    fill(request.sql);
  }, [request]);

  const run = (explain: boolean) => {
    if (busy || sql.trim() === "") return;
    setBusy("running");
    send({ type: "tryRun", sql, explain });
  };
  return (
    <section className="trial" aria-label="Try it">
      <div className="controls">
        <h2>Try it</h2>
        <button type="button" className="icon" aria-label="Close the sandbox" onClick={onClose}>
          <vscode-icon name="close" />
        </button>
      </div>
      <vscode-textarea
        label="SQL to try"
        monospace
        rows={3}
        resize="vertical"
        placeholder="INSERT, SELECT, … It runs on a throw-away database; nothing leaves the editor."
        value={sql}
        onInput={(event: SyntheticEvent<HTMLElement>) =>
          setSql((event.target as unknown as { readonly value: string }).value)
        }
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          run(false);
        }}
      />
      <div className="controls">
        {busy === "running" || busy === "filling" ? (
          <vscode-button secondary onClick={() => send({ type: "tryStop" })}>
            Stop
          </vscode-button>
        ) : (
          <vscode-button
            title="Ctrl+Enter"
            disabled={busy !== undefined || sql.trim() === ""}
            onClick={() => run(false)}
          >
            Run
          </vscode-button>
        )}
        <vscode-button
          secondary
          disabled={busy !== undefined || sql.trim() === ""}
          title="Show how it would be done, and undo it"
          onClick={() => run(true)}
        >
          Explain
        </vscode-button>
        <vscode-button
          secondary
          disabled={busy !== undefined}
          title="Begin again with the schema as it is now"
          onClick={open}
        >
          Start Afresh
        </vscode-button>
        <vscode-button
          secondary
          disabled={busy !== undefined}
          title="Begin again with rows in every table that keep to the schema's rules"
          onClick={() => fill()}
        >
          Sample Rows
        </vscode-button>
        <span className="faint" role="status">
          {statusOf(busy, opened, filled, ran)}
        </span>
      </div>
      <div className="results" tabIndex={0} role="region" aria-label="Results">
        {opened?.kind === "open" && opened.failures.length > 0 && !ran && (
          <>
            <p>These statements of the schema failed; what they make is not there:</p>
            <ul>
              {opened.failures.slice(0, 20).map((failure, nth) => (
                <li key={nth} className="failed">
                  Line {failure.range.start.line + 1}: {failure.message} ({failure.code})
                </li>
              ))}
            </ul>
          </>
        )}
        {filled && filled.left.length > 0 && !ran && (
          <>
            <p>These have no rows, or fewer:</p>
            <ul>
              {filled.left.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
        {ran?.kind === "ran" &&
          ran.results.map((result, nth) => <Result key={nth} result={result} sql={sql} />)}
      </div>
    </section>
  );
}

function Result({ result, sql }: { readonly result: SandboxResult; readonly sql: string }) {
  switch (result.kind) {
    case "rows":
      return <Rows result={result} />;
    case "done":
      return (
        <p>
          {result.command} <span className="faint">{time(result.ms)}</span>
        </p>
      );
    case "plan":
      return (
        <pre tabIndex={0} role="region" aria-label="Plan">
          {result.lines.join("\n")}
        </pre>
      );
    case "failed": {
      const { line, character } = result.range.start;
      return (
        <div role="alert">
          <p className="failed">
            {result.message} ({result.code})
          </p>
          {result.detail !== undefined && <p>{result.detail}</p>}
          {result.hint !== undefined && <p>{result.hint}</p>}
          <pre aria-label={`Line ${line + 1}, column ${character + 1}`}>
            {`${line + 1} | ${sql.split("\n")[line] ?? ""}\n${" ".repeat(String(line + 1).length + 3 + character)}^`}
          </pre>
        </div>
      );
    }
  }
}

function statusOf(
  busy: "opening" | "filling" | "running" | undefined,
  opened: SandboxOpenResult | undefined,
  filled: SandboxFilled | undefined,
  ran: SandboxRunResult | undefined,
): string {
  if (busy === "opening") return "Starting a database with the schema…";
  if (busy === "filling") return "Making rows that keep to the schema's rules…";
  if (busy === "running") return "Running… at most 10 s a statement";
  if (ran?.kind === "unavailable") return ran.message;
  if (ran) return `Done in ${time(ran.ms)}`;
  if (opened?.kind === "unavailable") return opened.message;
  if (filled) return `${count(filled.rows, "row")} in ${count(filled.tables, "table")}`;
  if (opened) return `Ready: ${opened.statements} statements in ${time(opened.ms)}`;
  return "";
}

function count(number: number, what: string): string {
  return `${number.toLocaleString("en")} ${number === 1 ? what : `${what}s`}`;
}

function time(ms: number): string {
  return ms < 1_000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
