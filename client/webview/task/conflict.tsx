import { useLayoutEffect, useRef, useState } from "react";
import type { FieldConflict, TaskField } from "../../../server/protocol/task-messages";

interface Props {
  readonly title: string;
  readonly conflicts: readonly FieldConflict[];
  /** The fields of which one's own value stays. */
  readonly onDecide: (mine: ReadonlySet<TaskField>) => void;
}

/** Both sides of each field that two people have changed, and which one stays. */
export function Conflict({ title, conflicts, onDecide }: Props) {
  const [mine, setMine] = useState<ReadonlySet<TaskField>>(new Set());
  const choose = (field: TaskField, isMine: boolean) => {
    const next = new Set(mine);
    if (isMine) next.add(field);
    else next.delete(field);
    setMine(next);
  };
  const section = useFocusWithin(conflicts);
  return (
    <section ref={section} className="conflict" role="alertdialog" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Theirs</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ field, label, mine: own, theirs }) => (
            <tr key={field}>
              <th scope="row">{label}</th>
              {[false, true].map((isMine) => (
                <td key={String(isMine)}>
                  <label>
                    <input
                      type="radio"
                      name={field}
                      checked={mine.has(field) === isMine}
                      onChange={() => choose(field, isMine)}
                    />
                    <span>{(isMine ? own : theirs) || "none"}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <vscode-button onClick={() => onDecide(mine)}>Apply</vscode-button>
    </section>
  );
}

/**
 * The keyboard goes to the first choice when the question comes, unless another field is being written, and back to
 * where it was when it is answered.
 */
function useFocusWithin(conflicts: Props["conflicts"]) {
  const section = useRef<HTMLElement>(null);
  const first = useRef(conflicts);
  useLayoutEffect(() => {
    const element = section.current;
    const before = document.activeElement;
    if (!element || !(before instanceof HTMLElement)) return;
    const isText = before.matches("vscode-textfield, vscode-textarea");
    const isDisputed = first.current.some(({ field }) => field === before.dataset.field);
    if (!isText || isDisputed) element.querySelector<HTMLElement>("input:checked")?.focus();
    return () => {
      if (element.contains(document.activeElement)) before.focus();
    };
  }, []);
  return section;
}
