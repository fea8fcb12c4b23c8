import { ViewportPortal, useStore } from "@xyflow/react";

/** Between two dots, in pixels at 100 %. */
const gap = 24;
/** Dots nearer to each other than this are a grey veil, in pixels. */
const nearest = 9;

/**
 * The dots behind the picture, in it: they are moved with it, while the library's own are painted anew over the whole
 * pane at every move. Since they lie behind all that is in sight, Chromium takes it all for one layer.
 */
export function Dots() {
  const place = useStore(placeOf);
  if (place === "") return null;
  const [left = 0, top = 0, width = 0, height = 0] = place.split(" ").map(Number);
  return (
    <ViewportPortal>
      <div className="dots" style={{ left, top, width, height }} />
    </ViewportPortal>
  );
}

/** What is in sight and half a pane around it; another one only after a move by half a pane. */
function placeOf({
  width,
  height,
  transform: [x, y, zoom],
}: {
  readonly width: number;
  readonly height: number;
  readonly transform: readonly [number, number, number];
}): string {
  if (gap * zoom < nearest || width === 0 || height === 0) return "";
  // The same one for zooms that are near to each other.
  const step = 2 ** Math.floor(Math.log2(zoom));
  const half = (size: number) => Math.ceil(size / step / 2 / gap) * gap;
  const [across, down] = [half(width), half(height)];
  const left = (Math.floor(-x / zoom / across) - 1) * across;
  const top = (Math.floor(-y / zoom / down) - 1) * down;
  return [left, top, 5 * across, 5 * down].join(" ");
}
