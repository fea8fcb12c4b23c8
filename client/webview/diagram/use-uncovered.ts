import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { isStill } from "./motion";

/** The second click of two still finds what the first one found. */
const doubleClickMs = 400;
/** Between a table and what stood over it, in pixels. */
const gap = 16;

/** Moves the picture so far that the chosen table does not lie under what is told of it. */
export function useUncovered(table: string | undefined, nodeOf: (table: string) => Element | null): void {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    if (table === undefined) return;
    const timer = setTimeout(() => {
      const node = nodeOf(table)?.getBoundingClientRect();
      const canvas = document.querySelector(".canvas")?.getBoundingClientRect();
      const cover = document.querySelector(".inspector")?.getBoundingClientRect();
      if (!node || !canvas || !cover || node.right <= cover.left || node.bottom <= cover.top) return;
      const isBeside = cover.left > canvas.left;
      const isBelow = cover.top > canvas.top;
      const { x, y, zoom } = getViewport();
      const left = isBeside ? Math.min(node.right - cover.left + gap, node.left - canvas.left - gap) : 0;
      const up = isBelow ? Math.min(node.bottom - cover.top + gap, node.top - canvas.top - gap) : 0;
      if (left <= 0 && up <= 0) return;
      const at = { x: x - Math.max(0, left), y: y - Math.max(0, up), zoom };
      void setViewport(at, { duration: isStill() ? 0 : 200 });
    }, doubleClickMs);
    return () => clearTimeout(timer);
  }, [table, nodeOf, getViewport, setViewport]);
}
