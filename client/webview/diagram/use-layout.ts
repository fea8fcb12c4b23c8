import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { DiagramLayout } from "../../../server/protocol/diagram-messages";
import type { DiagramHost, Point } from "./host";
import { layout, prepareLayout, type Layout } from "./layout";
import { isStill } from "./motion";
import { placeNew } from "./place-new";
import { provisional } from "./provisional";
import { detailIn, type View } from "./view";

const none: ReadonlyMap<string, readonly Point[]> = new Map();

/** More new tables than this are a new picture, and not an addition to the one that is there. */
const manyNew = 8;
/** The same for a picture in which a person has put something in its place. */
const manyNewOfKept = 100;
/** How long tables glide to their places, in milliseconds; the style sheet has the same. */
const glideMs = 240;

/** How far the picture is: tables stand where there was room, glide to their places, or have come to rest. */
export type Stage = "provisional" | "settling" | "settled";

interface LayoutOptions {
  readonly model: DiagramModel | undefined;
  /** What a person has made of the picture before. */
  readonly kept: DiagramLayout | undefined;
  readonly view: View;
  readonly fit: (duration?: number) => void;
  /** Fits the picture where it still stands as it was fitted. */
  readonly refit: (duration?: number) => void;
}

/** Where everything stands: what has a place keeps it, what is new is put near its neighbours. */
export function useLayout(host: DiagramHost, { model, kept, view, fit, refit }: LayoutOptions) {
  const [positions, setPositions] = useState<ReadonlyMap<string, Point>>(
    () => new Map(Object.entries(host.loadState().positions)),
  );
  const [routes, setRoutes] = useState(none);
  const [arranging, setArranging] = useState(false);
  const [milliseconds, setMilliseconds] = useState<number>();
  const [stage, setStage] = useState<Stage>("settled");
  const fitted = useRef(false);
  const busy = useRef(false);
  const taken = useRef<DiagramLayout>(undefined);
  /** What a person has put somewhere while the layout was being worked out. */
  const moved = useRef(new Set<string>());
  const detail = useCallback((table: DiagramModel["tables"][number]) => detailIn(view, table), [view]);

  useEffect(() => prepareLayout(), []);

  const run = useCallback(
    async (of: DiagramModel, use: (result: Layout) => void) => {
      if (busy.current) return;
      busy.current = true;
      setArranging(true);
      moved.current.clear();
      const started = performance.now();
      try {
        use(await layout(of, detail));
        setMilliseconds(performance.now() - started);
      } finally {
        busy.current = false;
        setArranging(false);
        // Also where there is no layout: then the provisional places are those that there are.
        setStage((before) => (before === "provisional" ? "settled" : before));
      }
    },
    [detail],
  );

  /** Lays everything out anew. */
  const arrange = useCallback(
    (of: DiagramModel) =>
      run(of, (result) => {
        setStage("settling");
        setPositions((before) => {
          const own = [...before].filter(([id]) => moved.current.has(id));
          return new Map([...before, ...result.positions, ...own]);
        });
        setRoutes(result.routes);
      }),
    [run],
  );

  useLayoutEffect(() => {
    // The picture has the new places only now, and shows them as they are meant to be seen.
    if (stage === "provisional") fit();
    if (stage !== "settling") return;
    refit(isStill() ? 0 : glideMs);
    const timer = setTimeout(() => setStage("settled"), glideMs);
    return () => clearTimeout(timer);
  }, [stage, fit, refit]);

  useEffect(() => {
    if (kept && kept !== taken.current) {
      taken.current = kept;
      for (const id of Object.keys(kept.positions)) moved.current.add(id);
      setPositions((before) => new Map([...before, ...Object.entries(kept.positions)]));
      return;
    }
    if (!model || arranging) return;
    const missing = model.tables.filter(({ id }) => !positions.has(id));
    const most = kept ? manyNewOfKept : manyNew;
    if (missing.length > 0 && (missing.length === model.tables.length || missing.length > most)) {
      fitted.current = true;
      // The layout takes a while, the first time most of all: until then tables stand where there is room.
      setStage("provisional");
      setPositions(new Map([...positions, ...provisional(model, detail)]));
      void arrange(model);
      return;
    }
    if (missing.length > 0) setPositions(placeNew(model, positions, detail));
    if (fitted.current) return;
    fitted.current = true;
    requestAnimationFrame(() => fit());
    // The lines of tables that stand where the layout put them are those of the layout.
    if (model.tables.length > 0) void run(model, (result) => setRoutes(result.routes));
  }, [model, kept, positions, arranging, arrange, run, detail, fit]);

  const move = useCallback((moves: readonly { readonly id: string; readonly position?: Point }[]) => {
    for (const { id } of moves) moved.current.add(id);
    setPositions((before) => {
      const next = new Map(before);
      for (const { id, position } of moves) if (position) next.set(id, position);
      return next;
    });
  }, []);

  return { positions, routes, arranging, milliseconds, stage, arrange, move };
}
