import { useCallback, useEffect, useRef, useState } from "react";
import type { DesignerState } from "../../../server/protocol/designer-messages";
import { Diagram } from "../diagram/diagram";
import { Composer } from "./composer";
import { examples } from "./examples";
import { diagramHost, listen, loadPage, savePage, send } from "./host";
import { Progress } from "./progress";
import { TableDetails } from "./table-details";
import { Trial, type TrialRequest } from "./trial";
import { TurnCard } from "./turn-card";

/** The whole page: the conversation on one side, the diagram on the other, one above the other where it is narrow. */
export function Designer() {
  const [state, setState] = useState<DesignerState>();
  const [text, setText] = useState(() => loadPage().text);
  const [isBriefShown, setBriefShown] = useState(() => loadPage().isBriefShown);
  const [isTrialShown, setTrialShown] = useState(() => loadPage().isTrialShown);
  const [trialRequest, setTrialRequest] = useState<TrialRequest>();
  const asked = useRef(0);

  const compose = useCallback((words: string) => {
    setText(words);
    setBriefShown(true);
    requestAnimationFrame(focusComposer);
  }, []);
  useEffect(() => {
    const stop = listen((message) => {
      if (message.type === "compose") compose(message.text);
      if (message.type !== "designer") return;
      const { document, turns } = message.state;
      savePage({ turns, ...(document && { uri: document.uri }) });
      setState(message.state);
    });
    send({ type: "designerReady", turns: loadPage().turns });
    return stop;
  }, [compose]);
  useEffect(() => savePage({ text, isBriefShown, isTrialShown }), [text, isBriefShown, isTrialShown]);

  // What has been asked for need not stand in the box any longer.
  const last = state?.turns.at(-1);
  useEffect(() => {
    if (last?.status !== "running" || last.id === asked.current) return;
    asked.current = last.id;
    setText((words) => (words === last.text ? "" : words));
  }, [last]);

  const isStart = state !== undefined && !state.document && state.turns.length === 0;
  useEffect(() => (isStart ? focusOnceInUse() : undefined), [isStart]);

  if (!state) return <main className="designer" aria-busy="true" />;
  const { document: schema, turns, run, notice } = state;
  const composer = <Composer state={state} text={text} onText={setText} />;
  const message = notice !== undefined && (
    <div className="run-notice" role="alert">
      <p>{notice}</p>
      <div className="controls">
        <button type="button" className="link" onClick={() => send({ type: "dismiss" })}>
          Dismiss
        </button>
      </div>
    </div>
  );
  if (isStart)
    return (
      <main className="designer start">
        <h1>What is the database for?</h1>
        <p className="faint">
          Say it in plain language. The schema is run on a real database before you keep it.
        </p>
        {message}
        {composer}
        <section aria-label="Examples" className="examples">
          <h2>Or begin with an example</h2>
          <ul>
            {examples.map((example) => (
              <li key={example.title}>
                <button type="button" onClick={() => compose(example.text)}>
                  <b>{example.title}</b>
                  <span>{example.text}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      </main>
    );
  return (
    <main className="designer">
      <header className="bar">
        <button
          type="button"
          className="icon"
          aria-label="Conversation"
          aria-pressed={isBriefShown}
          title={isBriefShown ? "Hide the conversation" : "Show the conversation"}
          onClick={() => setBriefShown(!isBriefShown)}
        >
          <vscode-icon name="comment-discussion" />
        </button>
        <h1 title={schema?.name}>{schema?.name ?? "New schema"}</h1>
        <span className="faint">{state.dialects.find(({ value }) => value === state.dialect)?.label}</span>
        {schema && (
          <vscode-button
            secondary={!isTrialShown}
            title="Run SQL on a throw-away database with this schema"
            aria-pressed={isTrialShown}
            onClick={() => {
              setTrialShown(!isTrialShown);
              setTrialRequest(undefined);
            }}
          >
            Try It
          </vscode-button>
        )}
        {schema && (
          <button
            type="button"
            className="icon"
            title="Show the SQL"
            aria-label="Show the SQL"
            onClick={() => send({ type: "showText" })}
          >
            <vscode-icon name="file-code" />
          </button>
        )}
      </header>
      <div className="sides">
        {isBriefShown && (
          <aside className="talk" aria-label="Conversation">
            <div className="turns" role="log" tabIndex={0} aria-label="What was asked for">
              {turns.length === 0 && (
                <p className="faint">
                  Say what should change. You see it here and in the diagram before anything is written.
                </p>
              )}
              {turns.map((turn) => (
                <TurnCard key={turn.id} turn={turn} onCompose={compose} />
              ))}
              {run && <Progress run={run} />}
              <End of={`${turns.length} ${run?.log.length ?? 0} ${last?.status ?? ""}`} />
            </div>
            {message}
            {composer}
          </aside>
        )}
        <div className="right">
          <div className="picture">
            {schema ? (
              <Diagram
                key={schema.uri}
                host={diagramHost}
                inspector={(props) => (
                  <TableDetails
                    {...props}
                    onTry={(sql) => {
                      setTrialRequest({ sql });
                      setTrialShown(true);
                    }}
                  />
                )}
              />
            ) : (
              <p className="message">The schema appears here.</p>
            )}
          </div>
          {schema && isTrialShown && (
            <Trial
              key={schema.uri}
              request={trialRequest}
              onClose={() => {
                setTrialShown(false);
                setTrialRequest(undefined);
              }}
            />
          )}
        </div>
      </div>
    </main>
  );
}

/** Keeps the end of the conversation in view as it grows. */
function End({ of }: { readonly of: string }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: "nearest" });
  }, [of]);
  return <div ref={mark} />;
}

function focusComposer(): void {
  document.querySelector<HTMLElement>(".composer vscode-textarea")?.focus();
}

/** Whoever opens an empty designer can write at once; a page that is not in use takes no keyboard from another. */
function focusOnceInUse(): () => void {
  const take = () => {
    if (document.activeElement === document.body) focusComposer();
  };
  if (document.hasFocus()) take();
  window.addEventListener("focus", take);
  return () => window.removeEventListener("focus", take);
}
