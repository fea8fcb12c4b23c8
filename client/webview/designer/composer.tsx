import { type SyntheticEvent, type KeyboardEvent } from "react";
import type { DesignerState } from "../../../server/protocol/designer-messages";
import { send } from "./host";
import { Picker } from "./picker";

interface ComposerProps {
  readonly state: DesignerState;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The box for a brief or a change, with what goes along: files, dialect, provider. */
export function Composer({ state, text, onText }: ComposerProps) {
  const isChange = state.document?.isEmpty === false;
  const busy = state.run !== undefined;
  const start = () => {
    if (!busy) send({ type: "run", text });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    start();
  };
  return (
    <form
      className="composer"
      aria-label={isChange ? "Change the schema" : "Brief"}
      onSubmit={(event) => event.preventDefault()}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void attachFiles(event.dataTransfer.files);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        void attachFiles(event.clipboardData.files);
      }}
    >
      <vscode-textarea
        label={isChange ? "What should change?" : "What is the database for?"}
        placeholder={
          isChange
            ? "What should change? For example: members can reserve a copy that is lent."
            : "Describe in plain language what there is, what it has, and how it belongs together."
        }
        resize="vertical"
        rows={isChange ? 3 : 7}
        value={text}
        onInput={(event: SyntheticEvent<HTMLElement>) =>
          onText((event.target as unknown as { readonly value: string }).value)
        }
        onKeyDown={onKeyDown}
      />
      {state.attachments.length > 0 && (
        <ul className="attachments" aria-label="Attached files">
          {state.attachments.map(({ id, name, summary }) => (
            <li key={id}>
              <vscode-icon name="file" />
              <span className="name" title={name}>
                {name}
              </span>
              <span className="faint">{summary}</span>
              <button
                type="button"
                className="icon"
                aria-label={`Remove ${name}`}
                onClick={() => send({ type: "detach", attachment: id })}
              >
                <vscode-icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="controls">
        <button
          type="button"
          className="icon"
          aria-label="Attach files"
          title="Attach Markdown or text (100,000 characters), CSV or JSON samples (1 MB), a SQL schema to start from, or a picture (5 MB) for a model that can see. Files can be dropped and pasted here."
          onClick={() => send({ type: "attach" })}
        >
          <vscode-icon name="attach" />
        </button>
        {!isChange && (
          <Picker
            label="Dialect"
            choices={state.dialects}
            value={state.dialect}
            disabled={busy}
            onPick={(dialect) => send({ type: "dialect", dialect })}
          />
        )}
        <Picker
          label="Who writes the schema"
          choices={state.providers}
          value={state.provider}
          disabled={busy}
          onPick={(provider) => send({ type: "provider", provider: provider as DesignerState["provider"] })}
        />
        {busy ? (
          <vscode-button className="main" secondary onClick={() => send({ type: "stop" })}>
            Stop
          </vscode-button>
        ) : (
          <vscode-button
            className="main"
            title="Ctrl+Enter"
            disabled={text.trim() === "" && state.attachments.length === 0}
            onClick={start}
          >
            {isChange ? "Change" : "Generate"}
          </vscode-button>
        )}
      </div>
    </form>
  );
}

async function attachFiles(files: FileList): Promise<void> {
  for (const file of files) {
    // Past the limit the name and the size are enough to say no.
    const { name, size, type } = file;
    if (type.startsWith("image/")) {
      const picture = size > 5_000_000 ? "" : await dataUrlOf(file);
      send({ type: "attachFile", name, size, text: "", picture });
    } else {
      const text = size > 1_000_000 ? "" : await file.text();
      send({ type: "attachFile", name, size, text });
    }
  }
}

async function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === "string" ? reader.result : "");
    reader.onerror = () => reject(reader.error ?? new Error("The file cannot be read."));
    reader.readAsDataURL(file);
  });
}
