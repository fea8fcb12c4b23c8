import { useStoreApi } from "@xyflow/react";
import { useEffect, useMemo, useRef } from "react";
import type { LineType } from "./boxes";
import type { Hot } from "./elements";
import type { AllFrames } from "./frames";
import { paint, relationAt, sceneOf, tableAt } from "./paint";
import { usePalette } from "./palette";
import type { TableNodeType } from "./table-node";
import type { Distance } from "./use-distance";

interface OverviewProps {
  readonly nodes: readonly TableNodeType[];
  readonly edges: readonly LineType[];
  readonly frames: AllFrames;
  readonly distance: Distance;
  readonly hot: Hot;
  /** The pointer is on something else: that becomes an element, which knows what to do. */
  readonly onHot: (hot: Hot) => void;
}

/** How much more than what is in sight is painted on each side, in parts of the pane, so that a move need not paint. */
const edge = 0.25;
/** How near to a line counts as on it, in pixels. */
const onLine = 6;

/** A large picture from afar, painted: thousands of boxes and lines as elements would stop every move. */
export function Overview({ nodes, edges, frames, distance, hot, onHot }: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const palette = usePalette();
  const scene = useMemo(() => sceneOf(nodes, edges, frames), [nodes, edges, frames]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    let frame = 0;
    let drawn = { x: NaN, y: NaN, zoom: NaN, width: 0, height: 0 };
    const draw = () => {
      frame = 0;
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      drawn = { x, y, zoom, width, height };
      const ratio = window.devicePixelRatio;
      const [aside, above] = [Math.round(width * edge), Math.round(height * edge)];
      const room = { width: width + 2 * aside, height: height + 2 * above };
      const [across, down] = [Math.round(room.width * ratio), Math.round(room.height * ratio)];
      if (element.width !== across) element.width = across;
      if (element.height !== down) element.height = down;
      Object.assign(element.style, { width: `${room.width}px`, height: `${room.height}px` });
      element.style.transform = `translate(${-aside}px, ${-above}px)`;
      const from = { x: x + aside, y: y + above, zoom, ratio, isMap: distance === "map" };
      paint(context, scene, palette, { ...from, ...room });
    };
    const follow = () => {
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      const [aside, above] = [Math.round(width * edge), Math.round(height * edge)];
      const [across, down] = [x - drawn.x, y - drawn.y];
      const isSame = zoom === drawn.zoom && width === drawn.width && height === drawn.height;
      if (isSame && Math.abs(across) <= aside && Math.abs(down) <= above)
        element.style.transform = `translate(${across - aside}px, ${down - above}px)`;
      else if (frame === 0) frame = requestAnimationFrame(draw);
    };
    draw();
    const stop = store.subscribe(follow);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store, scene, palette, distance]);
  useEffect(() => {
    const { domNode } = store.getState();
    if (!domNode) return;
    const onMove = ({ buttons, clientX, clientY, target }: PointerEvent) => {
      const isPane = target instanceof Element && target.classList.contains("react-flow__pane");
      if (buttons !== 0 || !isPane) return;
      const { left, top } = domNode.getBoundingClientRect();
      const [x, y, zoom] = store.getState().transform;
      const at = { x: (clientX - left - x) / zoom, y: (clientY - top - y) / zoom };
      const table = tableAt(scene, at);
      const relation =
        table === undefined && distance === "far" ? relationAt(scene, at, onLine / zoom) : undefined;
      if (table === hot.table && relation === hot.relation) return;
      onHot({ ...(table !== undefined && { table }), ...(relation !== undefined && { relation }) });
    };
    domNode.addEventListener("pointermove", onMove);
    return () => domNode.removeEventListener("pointermove", onMove);
  }, [store, scene, distance, hot, onHot]);
  return (
    <canvas
      ref={canvas}
      className="overview"
      role="img"
      aria-label={`${nodes.length} tables from afar. A search leads to one of them.`}
    />
  );
}
