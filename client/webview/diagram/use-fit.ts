import { getViewportForBounds, useReactFlow, useStore, useStoreApi, type Viewport } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import type { Rectangle } from "./geometry";

/** The picture is shown this small at least, and this large at most. */
export const zooms = { least: 0.03, most: 2 };
/** Tables are never shown larger than this because there is room. */
const largest = 1;

type Padding = Parameters<typeof getViewportForBounds>[5];

/** Room around a picture: the buttons at its left side are beside it and not on it. */
export const fitPadding: Padding = { top: 0.08, right: 0.08, bottom: 0.08, left: "56px" };

interface Fitting {
  /** How long it glides, in milliseconds; not at all unless told. */
  readonly duration?: number;
  /** Room around it, in parts of the window. */
  readonly padding?: Padding;
}

/**
 * The whole picture in sight; and again when the room for it changes, unless a person looks elsewhere since. What is
 * around all of it is asked for at the time.
 */
export function useFit(whole: () => Rectangle | undefined) {
  const { setViewport, getViewport } = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  /** Where the picture stood when it was last fitted. */
  const fitted = useRef<Viewport | "gliding">(undefined);
  const latest = useRef(whole);
  latest.current = whole;

  /** Brings a part of the picture into sight. */
  const look = useCallback(
    async (at: Rectangle | undefined, { duration = 0, padding = fitPadding }: Fitting = {}) => {
      const room = store.getState();
      if (!at || room.width === 0 || room.height === 0) return;
      const bounds = { x: at.left, y: at.top, width: at.right - at.left, height: at.bottom - at.top };
      const viewport = getViewportForBounds(bounds, room.width, room.height, zooms.least, largest, padding);
      await setViewport(viewport, { duration });
    },
    [setViewport, store],
  );

  const fit = useCallback(
    (duration = 0) => {
      fitted.current = "gliding";
      void look(latest.current(), { duration }).then(() => {
        if (fitted.current === "gliding") fitted.current = getViewport();
      });
    },
    [look, getViewport],
  );

  /** The same once the picture is another, unless a person has looked elsewhere meanwhile. */
  const refit = useCallback(
    (duration = 0) => {
      if (fitted.current !== undefined) fit(duration);
    },
    [fit],
  );
  /** Wherever a person looks: the picture that comes next is fitted. */
  const follow = useCallback(() => {
    fitted.current = "gliding";
  }, []);
  /** What a person asks to see stays in sight. */
  const show = useCallback(
    (at: Rectangle | undefined, fitting?: Fitting) => {
      fitted.current = undefined;
      void look(at, fitting);
    },
    [look],
  );

  useEffect(() => {
    const place = fitted.current;
    if (place === undefined || width === 0 || height === 0) return;
    if (place === "gliding" || isSame(place, getViewport())) fit();
  }, [width, height, fit, getViewport]);

  /** For the picture's `onMoveStart`: whoever takes hold of it while it glides looks elsewhere. */
  const onMoveStart = useCallback((event: MouseEvent | TouchEvent | null) => {
    if (event) fitted.current = undefined;
  }, []);
  return { fit, refit, follow, show, onMoveStart };
}

function isSame(a: Viewport, b: Viewport): boolean {
  return a.x === b.x && a.y === b.y && a.zoom === b.zoom;
}
