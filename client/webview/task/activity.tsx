import { useState, type KeyboardEvent } from "react";
import type { Activity } from "../../../server/protocol/task-messages";
import { valueOf } from "./elements";
import { Markdown } from "./markdown";

interface Props {
  readonly items: readonly Activity[];
  readonly mayComment: boolean;
  readonly comment: string;
  readonly isSending: boolean;
  readonly onComment: (text: string) => void;
  readonly onSend: () => void;
}

/** Who changed what and who said what, the oldest first, and the box for the next comment. */
export function ActivityList({ items, mayComment, comment, isSending, onComment, onSend }: Props) {
  const [all, setAll] = useState(false);
  const hidden = all ? 0 : Math.max(0, items.length - 30);
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">Activity</h2>
      {hidden > 0 && (
        <vscode-button secondary onClick={() => setAll(true)}>
          {`Show ${hidden} older`}
        </vscode-button>
      )}
      <ol className="activity" aria-live="polite">
        {items.slice(hidden).map((item) => (
          <li key={item.id} className={item.kind}>
            <p className="who">
              <strong>{item.who}</strong>{" "}
              {item.kind === "change" ? <span>{item.text}</span> : <span>wrote</span>}{" "}
              <time title={item.when}>{item.ago}</time>
            </p>
            {item.kind === "comment" && <Markdown text={item.text} />}
          </li>
        ))}
      </ol>
      {mayComment && (
        <form
          className="comment"
          onSubmit={(event) => {
            event.preventDefault();
            onSend();
          }}
        >
          <vscode-textarea
            label="Comment"
            rows={3}
            resize="vertical"
            maxLength={20_000}
            placeholder="Write a comment; Markdown will do"
            value={comment}
            oninput={(event: Event) => onComment(valueOf(event))}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSend();
            }}
          />
          <vscode-button disabled={isSending || comment.trim() === ""} onClick={onSend}>
            Comment
          </vscode-button>
          <span className="hint">Ctrl+Enter</span>
        </form>
      )}
    </section>
  );
}
