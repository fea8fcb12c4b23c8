import { useReactFlow, useStore, type Viewport } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";

/** The whole picture in sight; and again when the room for it changes, unless a person looks elsewhere since. */
export function useFit() {
  const { fitView, getViewport } = useReactFlow();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  /** Where the picture stood when it was last fitted. */
  const fitted = useRef<Viewport | "gliding">(undefined);

  const fit = useCallback(
    (duration = 0) => {
      fitted.current = "gliding";
      void fitView({ padding: 0.08, maxZoom: 1, duration }).then(() => {
        if (fitted.current === "gliding") fitted.current = getViewport();
      });
    },
    [fitView, getViewport],
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
  return { fit, onMoveStart };
}

function isSame(a: Viewport, b: Viewport): boolean {
  return a.x === b.x && a.y === b.y && a.zoom === b.zoom;
}
