import { useCallback, useEffect, useRef, useState } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { DiagramHost, Point } from "./host";
import { layout, type Layout } from "./layout";
import { placeNew } from "./place-new";
import { detailIn, type View } from "./view";

const none: ReadonlyMap<string, readonly Point[]> = new Map();

/** More new tables than this are a new picture, and not an addition to the one that is there. */
const manyNew = 8;

/** Where everything stands: what has a place keeps it, what is new is put near its neighbours. */
export function useLayout(host: DiagramHost, model: DiagramModel | undefined, view: View, fit: () => void) {
  const [positions, setPositions] = useState<ReadonlyMap<string, Point>>(
    () => new Map(Object.entries(host.loadState().positions)),
  );
  const [routes, setRoutes] = useState(none);
  const [arranging, setArranging] = useState(false);
  const [milliseconds, setMilliseconds] = useState<number>();
  const fitted = useRef(false);
  const busy = useRef(false);
  const detail = useCallback((table: DiagramModel["tables"][number]) => detailIn(view, table), [view]);

  const run = useCallback(
    async (of: DiagramModel, use: (result: Layout) => void) => {
      if (busy.current) return;
      busy.current = true;
      setArranging(true);
      const started = performance.now();
      try {
        use(await layout(of, detail));
        setMilliseconds(performance.now() - started);
      } finally {
        busy.current = false;
        setArranging(false);
      }
    },
    [detail],
  );

  /** Lays everything out anew. */
  const arrange = useCallback(
    (of: DiagramModel) =>
      run(of, (result) => {
        setPositions((before) => new Map([...before, ...result.positions]));
        setRoutes(result.routes);
        requestAnimationFrame(fit);
      }),
    [run, fit],
  );

  useEffect(() => {
    if (!model || arranging) return;
    const missing = model.tables.filter(({ id }) => !positions.has(id));
    if (missing.length > 0 && (missing.length === model.tables.length || missing.length > manyNew)) {
      fitted.current = true;
      void arrange(model);
      return;
    }
    if (missing.length > 0) setPositions(placeNew(model, positions, detail));
    if (fitted.current) return;
    fitted.current = true;
    requestAnimationFrame(fit);
    // The lines of tables that stand where the layout put them are those of the layout.
    if (model.tables.length > 0) void run(model, (result) => setRoutes(result.routes));
  }, [model, positions, arranging, arrange, run, detail, fit]);

  const move = useCallback((moves: readonly { readonly id: string; readonly position?: Point }[]) => {
    setPositions((before) => {
      const next = new Map(before);
      for (const { id, position } of moves) if (position) next.set(id, position);
      return next;
    });
  }, []);

  /** Takes places that were kept elsewhere. */
  const restore = useCallback((kept: Readonly<Record<string, Point>>) => {
    setPositions((before) => new Map([...before, ...Object.entries(kept)]));
  }, []);

  return { positions, routes, arranging, milliseconds, arrange, move, restore };
}
