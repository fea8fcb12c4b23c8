import { useEffect, useState } from "react";
import type { DiagramLayout } from "../../../server/protocol/diagram-messages";
import type { DiagramHost } from "./host";
import type { View } from "./view";

/** What is drawn, as it was when the page was last open, or as it was kept beside the SQL. */
export function useKeptView(
  host: DiagramHost,
  kept: DiagramLayout | undefined,
): readonly [View, (view: View) => void] {
  const [view, setView] = useState<View>(() => ({
    detail: host.loadState().detail,
    collapsed: new Set(),
    hidden: new Set(),
  }));
  useEffect(() => {
    if (!kept) return;
    setView((before) => ({ ...before, collapsed: new Set(kept.collapsed), hidden: new Set(kept.hidden) }));
  }, [kept]);
  return [view, setView];
}
