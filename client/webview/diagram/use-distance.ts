import { useStore } from "@xyflow/react";
import { createContext } from "react";
import { borderWidth } from "./border";
import { usePalette } from "./palette";

/** Below this zoom rows are unreadable: names alone are drawn, large. */
const far = 0.4;
/** Below this one names are, too: the picture is a map of areas. */
const map = 0.16;

/** From where the picture is looked at: what cannot be read is not drawn. */
export type Distance = "near" | "far" | "map";

export const DistanceContext = createContext<Distance>("near");

/**
 * How much can be read from where the person stands: the classes of the canvas, and the sizes of its letters. There is
 * a map only of what has areas.
 */
export function useDistance(hasAreas: boolean) {
  // In steps, so that not every turn of the wheel is a new picture.
  const zoom = useStore(({ transform: [, , exact] }) => (exact < far ? Math.round(exact * 100) / 100 : far));
  const { isContrast } = usePalette();
  if (zoom >= far) return { distance: "near" as const, classes: [], style: undefined };
  const step = Math.max(0.03, zoom);
  const isMap = hasAreas && step < map;
  return {
    distance: isMap ? ("map" as const) : ("far" as const),
    classes: isMap ? ["far", "map"] : ["far"],
    style: {
      "--far-size": `${Math.min(46, Math.round(10 / step))}px`,
      "--label-size": `${Math.round(13 / step)}px`,
      ...(isContrast && { "--far-border": `${borderWidth(step, { isContrast })}px` }),
    },
  };
}
