import { useEffect, useMemo, useState } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { DiagramLayout, ProblemCount, TaskCount } from "../../../server/protocol/diagram-messages";
import type { Selection } from "./boxes";
import { compareModels, type Change } from "./compare";
import { withEnums } from "./enums";
import type { DiagramHost } from "./host";

const noProblems: Readonly<Record<string, ProblemCount>> = {};
const noTasks: Readonly<Record<string, TaskCount>> = {};
const noChanges: ReadonlyMap<string, Change> = new Map();

/** What the host has said, put together: the model (with an earlier one in it, while they are compared) and what is known of it. */
export function useDiagramData(host: DiagramHost) {
  const [now, setNow] = useState<DiagramModel>();
  const [before, setBefore] = useState<DiagramModel>();
  const [compareTitle, setCompareTitle] = useState<string>();
  const [problems, setProblems] = useState(noProblems);
  const [tasks, setTasks] = useState(noTasks);
  const [kept, setKept] = useState<DiagramLayout>();
  const [readOnly, setReadOnly] = useState(false);
  const [unavailable, setUnavailable] = useState<string>();
  const [selected, setSelected] = useState<Selection>();
  useEffect(() => {
    const stop = host.listen((message) => {
      switch (message.type) {
        case "model":
          setUnavailable(undefined);
          setNow(withEnums(message.model));
          setProblems(message.problems);
          setReadOnly(message.readOnly === true);
          return;
        case "tasks":
          setTasks(message.tasks);
          return;
        case "layout":
          setKept(message.layout);
          return;
        case "compare":
          setBefore(message.before && withEnums(message.before));
          setCompareTitle(message.title);
          return;
        case "select":
          setSelected({
            table: message.table,
            ...(message.column !== undefined && { column: message.column }),
          });
          return;
        case "unavailable":
          setUnavailable(message.message);
          return;
        default:
          // What became of an edit is told to the one who asked for it.
          return;
      }
    });
    host.send({ type: "ready" });
    return stop;
  }, [host]);
  const comparison = useMemo(() => (before && now ? compareModels(before, now) : undefined), [before, now]);
  return {
    model: comparison?.model ?? now,
    before,
    comparison,
    compareTitle,
    changes: comparison?.changes ?? noChanges,
    problems,
    tasks,
    kept,
    readOnly,
    unavailable,
    selected,
    setSelected,
    /** Whether there is something to lay out. */
    ready: now !== undefined,
  };
}
