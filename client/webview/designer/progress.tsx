import { useEffect, useState } from "react";
import type { RunInfo } from "../../../server/protocol/designer-messages";

/** What is going on: the stages that are over, the one that runs, and how long it has been. */
export function Progress({ run }: { readonly run: RunInfo }) {
  const seconds = useSeconds(run.startedAt);
  const before = run.log.slice(0, -1);
  const parts = [
    `${seconds} s`,
    run.round > 1 ? `round ${run.round}` : "",
    run.tables > 0 ? `${run.tables} ${run.tables === 1 ? "table" : "tables"} so far` : "",
  ];
  return (
    <section className="progress" aria-label="Progress">
      <vscode-progress-bar indeterminate label="Generating" />
      <ol>
        {before.map(({ message, at }, nth) => (
          <li key={nth} className="over">
            <vscode-icon name="check" />
            <span>{message}</span>
            <span className="faint">{at.toFixed(1)} s</span>
          </li>
        ))}
        <li>
          <vscode-icon name="circle-filled" />
          <span role="status">{run.stage}</span>
        </li>
      </ol>
      <p className="faint">{parts.filter((part) => part !== "").join(" · ")}</p>
    </section>
  );
}

function useSeconds(since: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((now - since) / 1_000));
}
