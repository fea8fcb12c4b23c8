import { useCallback, useRef, useState } from "react";
import type { Point } from "./host";

interface Drag {
  readonly table: string;
  readonly column: string;
  readonly from: Point;
  readonly to: Point;
}

export interface LinkTarget {
  readonly table: string;
  readonly column?: string;
}

/** Drawing a foreign key by hand: a line from a column's grip to the pointer, and what it is let go on. */
export function useLink(
  onLink: (from: { readonly table: string; readonly column: string }, to: LinkTarget) => void,
) {
  const [drag, setDrag] = useState<Drag>();
  const done = useRef(onLink);
  done.current = onLink;
  const start = useCallback((event: React.PointerEvent, table: string, column: string) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const box = event.currentTarget.getBoundingClientRect();
    const from = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const abort = new AbortController();
    const { signal } = abort;
    let over: Element | undefined;
    const mark = (next: Element | undefined) => {
      over?.classList.remove("link-target");
      next?.classList.add("link-target");
      over = next;
    };
    const end = () => {
      mark(undefined);
      abort.abort();
      setDrag(undefined);
    };
    setDrag({ table, column, from, to: from });
    window.addEventListener(
      "pointermove",
      ({ clientX: x, clientY: y }) => {
        setDrag({ table, column, from, to: { x, y } });
        mark(rowAt(x, y));
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      ({ clientX, clientY }) => {
        const target = targetAt(clientX, clientY);
        end();
        if (target && (target.table !== table || target.column !== column))
          done.current({ table, column }, target);
      },
      { signal },
    );
    window.addEventListener("pointercancel", end, { signal });
    window.addEventListener("blur", end, { signal });
    window.addEventListener(
      "keydown",
      (key) => {
        if (key.key === "Escape") end();
      },
      { signal, capture: true },
    );
  }, []);
  return { drag, start };
}

function rowAt(x: number, y: number): Element | undefined {
  return document.elementFromPoint(x, y)?.closest("[data-column]") ?? undefined;
}

function targetAt(x: number, y: number): LinkTarget | undefined {
  const row = rowAt(x, y);
  if (row instanceof HTMLElement && row.dataset.table !== undefined && row.dataset.column !== undefined)
    return { table: row.dataset.table, column: row.dataset.column };
  const box = document.elementFromPoint(x, y)?.closest(".react-flow__node");
  const table = box?.getAttribute("data-id");
  return table === null || table === undefined ? undefined : { table };
}

/** The line while it is drawn; over everything, and in the way of nothing. */
export function LinkLine({ drag }: { readonly drag: Drag | undefined }) {
  if (!drag) return null;
  return (
    <svg className="link-line" aria-hidden="true">
      <line x1={drag.from.x} y1={drag.from.y} x2={drag.to.x} y2={drag.to.y} />
      <circle cx={drag.to.x} cy={drag.to.y} r={4} />
    </svg>
  );
}
