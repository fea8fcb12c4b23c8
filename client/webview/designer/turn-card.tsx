import type { SchemaChanges, Turn, TurnResult, WayOut } from "../../../server/protocol/designer-messages";
import { send } from "./host";

interface TurnCardProps {
  readonly turn: Turn;
  /** Puts words into the box. */
  readonly onCompose: (text: string) => void;
}

const statusWords: Partial<Record<Turn["status"], string>> = {
  accepted: "Accepted",
  discarded: "Discarded",
  reverted: "Taken back",
  stopped: "Stopped",
  failed: "Failed",
  unchanged: "Nothing changed",
};

/** One thing that was asked for: the words, what came of it, and what can be done about it. */
export function TurnCard({ turn, onCompose }: TurnCardProps) {
  const { id, kind, text, attachments, status, message, ways, result } = turn;
  const words = statusWords[status];
  return (
    <article className={`turn ${status}`} aria-label={kind === "generate" ? "Brief" : "Change"}>
      <p className="asked">{text}</p>
      {attachments.length > 0 && <p className="faint">With {attachments.join(", ")}</p>}
      {words !== undefined && <p className="status">{words}</p>}
      {message !== undefined && <p role={status === "failed" ? "alert" : undefined}>{message}</p>}
      {ways && <Ways ways={ways} />}
      {result && <Result turn={id} result={result} kind={kind} onCompose={onCompose} />}
      <Actions turn={turn} onCompose={onCompose} />
    </article>
  );
}

function Ways({ ways }: { readonly ways: readonly WayOut[] }) {
  return (
    <div className="controls ways">
      {ways.map(({ command, label }) => (
        <button
          key={command}
          type="button"
          className="link"
          onClick={() => send({ type: "command", command })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Actions({ turn: { id, kind, status, text }, onCompose }: TurnCardProps) {
  if (status === "proposed")
    return (
      <div className="controls">
        <vscode-button onClick={() => send({ type: "accept", turn: id })}>
          {kind === "generate" ? "Keep" : "Accept"}
        </vscode-button>
        <vscode-button secondary onClick={() => send({ type: "discard", turn: id })}>
          Discard
        </vscode-button>
        {kind === "change" && (
          <vscode-button secondary onClick={() => send({ type: "compare", turn: id })}>
            Compare Text
          </vscode-button>
        )}
      </div>
    );
  if (status === "accepted" && kind === "change")
    return (
      <div className="controls">
        <vscode-button secondary onClick={() => send({ type: "revert", turn: id })}>
          Take Back
        </vscode-button>
      </div>
    );
  if (status === "stopped" || status === "failed" || status === "discarded" || status === "unchanged")
    return (
      <div className="controls">
        <vscode-button secondary onClick={() => onCompose(text)}>
          Use These Words Again
        </vscode-button>
      </div>
    );
  return null;
}

interface ResultProps {
  readonly turn: number;
  readonly kind: Turn["kind"];
  readonly result: TurnResult;
  readonly onCompose: (text: string) => void;
}

function Result({ turn, kind, result, onCompose }: ResultProps) {
  const { changes, assumptions, uncovered } = result;
  return (
    <>
      <p className="faint">{summaryOf(result)}</p>
      {kind === "change" && <Changes changes={changes} />}
      {assumptions.length > 0 && (
        <section>
          <h2>Assumed</h2>
          <ul className="points">
            {assumptions.map((assumption, nth) => (
              <li key={nth} className={assumption.confirmed ? "confirmed" : ""}>
                <span>{assumption.text}</span>
                <span className="choices">
                  <button
                    type="button"
                    className="link"
                    aria-pressed={assumption.confirmed}
                    onClick={() =>
                      send({ type: "confirm", turn, assumption: nth, confirmed: !assumption.confirmed })
                    }
                  >
                    {assumption.confirmed ? "Confirmed" : "Right"}
                  </button>
                  {!assumption.confirmed && (
                    <button
                      type="button"
                      className="link"
                      onClick={() => onCompose(`Not “${assumption.text.replace(/\.$/, "")}”, but `)}
                    >
                      Change…
                    </button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {uncovered.length > 0 && (
        <section>
          <h2>Not covered by the schema</h2>
          <ul className="points">
            {uncovered.map((sentence) => (
              <li key={sentence}>
                <span>{sentence}</span>
                <span className="choices">
                  <button type="button" className="link" onClick={() => onCompose(sentence)}>
                    Ask for It…
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What was added, changed and removed. */
function Changes({ changes: { added, changed, removed } }: { readonly changes: SchemaChanges }) {
  return (
    <ul className="changes" aria-label="What changes">
      {added.map((table) => (
        <li key={`+${table}`} className="added">
          <b>+ {table}</b>
        </li>
      ))}
      {changed.map(({ table, lines }) => (
        <li key={`~${table}`} className="changed">
          <b>{table}</b>
          <ul>
            {lines.map((line) => (
              <li
                key={line}
                className={line.startsWith("+") ? "added" : line.startsWith("−") ? "removed" : ""}
              >
                {line}
              </li>
            ))}
          </ul>
        </li>
      ))}
      {removed.map((table) => (
        <li key={`-${table}`} className="removed">
          <b>− {table}</b>
        </li>
      ))}
      {added.length + changed.length + removed.length === 0 && (
        <li className="faint">Only what no table shows: comments, policies, functions or the order.</li>
      )}
    </ul>
  );
}

function summaryOf({ author, seconds, rounds, tables, errors, warnings, usage }: TurnResult): string {
  const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const parts = [
    many(tables, "table"),
    errors === 0 ? "no errors" : `${many(errors, "error")} left`,
    warnings > 0 ? many(warnings, "warning") : "",
    `by ${author} in ${seconds} s`,
    rounds > 1 ? `${rounds} rounds` : "",
    usage
      ? `${usage.inputTokens.toLocaleString("en")} tokens read, ${usage.outputTokens.toLocaleString("en")} written`
      : "",
    usage?.costUsd === undefined ? "" : `$${usage.costUsd.toFixed(usage.costUsd < 1 ? 4 : 2)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
