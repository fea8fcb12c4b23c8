import {
  Controls,
  MiniMap,
  ReactFlow,
  ViewportPortal,
  useReactFlow,
  useStore,
  useStoreApi,
  type NodeChange,
  type ReactFlowProps,
} from "@xyflow/react";
import { useMemo, useRef, useState, type MouseEvent as ReactMouseEvent } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { LineType, Selection } from "./boxes";
import { Dots } from "./dots";
import { manyTables, rectangleOfNode, useElements, type Hot } from "./elements";
import { EnumUseLine } from "./enum-use-line";
import { Frames, framesOf } from "./frames";
import type { Point } from "./host";
import { around, holds } from "./geometry";
import type { MenuTarget } from "./menu-items";
import { Overview } from "./overview";
import { RelationEdge } from "./relation-edge";
import { TableNode, type TableNodeType } from "./table-node";
import type { Distance } from "./use-distance";
import { fitPadding, zooms } from "./use-fit";
import type { View } from "./view";

const nodeTypes = { table: TableNode };
const edgeTypes = { relation: RelationEdge, use: EnumUseLine };
/** Fewer tables than this are seen without a minimap. */
const fewTables = 12;
/** In a smaller pane, in pixels, the minimap would take most of it. */
const roomForMinimap = { width: 480, height: 360 };

/** What a person does to the picture. */
export interface FlowEvents {
  readonly choose: (target: Selection) => void;
  /** A double click on a table or a relation. */
  readonly open: (target: MenuTarget) => void;
  readonly menu: (event: ReactMouseEvent | MouseEvent, target: MenuTarget) => void;
  readonly hover: (relation: string | undefined) => void;
  readonly leave: () => void;
  readonly move: (moves: readonly { readonly id: string; readonly position?: Point }[]) => void;
  readonly moveStart: (event: MouseEvent | TouchEvent | null) => void;
  readonly fit: () => void;
}

type Handlers = ReactFlowProps<TableNodeType, LineType>;

interface FlowProps {
  readonly model: DiagramModel | undefined;
  readonly view: View;
  readonly positions: ReadonlyMap<string, Point>;
  readonly nodes: readonly TableNodeType[];
  readonly edges: readonly LineType[];
  readonly distance: Distance;
  /** Need not be the same at each rendering. */
  readonly events: FlowEvents;
}

/** The picture itself, with what turns and moves it. */
export function Flow({ model, view, positions, nodes, edges, distance, events }: FlowProps) {
  const [hot, setHot] = useState<Hot>({});
  const isPainted = nodes.length > manyTables && distance !== "near";
  const elements = useElements({ nodes, edges, isPainted, hot });
  const frames = useMemo(() => model && framesOf({ model, view, positions }), [model, view, positions]);
  const { onFitView, ...handlers } = useHandlers(events, isPainted ? nodes : undefined);
  return (
    <ReactFlow
      nodes={elements.nodes}
      edges={elements.edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      {...handlers}
      onlyRenderVisibleElements
      nodesConnectable={false}
      deleteKeyCode={null}
      minZoom={zooms.least}
      maxZoom={zooms.most}
      zoomOnDoubleClick={false}
    >
      <Dots />
      {/* The library fits by itself too, and last. */}
      <Controls
        showInteractive={false}
        fitViewOptions={{ padding: fitPadding, maxZoom: 1 }}
        onFitView={onFitView}
      />
      {frames && isPainted && (
        <Overview nodes={nodes} edges={edges} frames={frames} distance={distance} hot={hot} onHot={setHot} />
      )}
      {frames && !isPainted && (
        <ViewportPortal>
          <Frames frames={frames} />
        </ViewportPortal>
      )}
      {nodes.length > fewTables && nodes.length <= manyTables && <Whereabouts nodes={nodes} />}
    </ReactFlow>
  );
}

/** Where in the picture a person is: nothing while all of it is in sight, since it would lie on a part of it, and in a small pane. */
function Whereabouts({ nodes }: { readonly nodes: readonly TableNodeType[] }) {
  const whole = useMemo(() => around(nodes.map(rectangleOfNode)), [nodes]);
  const isNeedless = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!whole || width < roomForMinimap.width || height < roomForMinimap.height) return true;
    const { left, top, right, bottom } = whole;
    return (
      left * zoom + x >= 0 && top * zoom + y >= 0 && right * zoom + x <= width && bottom * zoom + y <= height
    );
  });
  return isNeedless ? null : <MiniMap pannable zoomable ariaLabel="Overview" />;
}

/** Handlers that stay the same, so that no box is drawn again because of them. */
function useHandlers(events: FlowEvents, painted: readonly TableNodeType[] | undefined) {
  const { screenToFlowPosition } = useReactFlow();
  const store = useStoreApi();
  const latest = useRef({ events, painted });
  latest.current = { events, painted };
  return useMemo(() => {
    const now = () => latest.current.events;
    /** The table under the pointer where that is painted, and the pointer came without moving there first. */
    const paintedAt = ({ clientX, clientY }: ReactMouseEvent | MouseEvent): MenuTarget => {
      const at = screenToFlowPosition({ x: clientX, y: clientY });
      const node = latest.current.painted?.findLast((candidate) => holds(rectangleOfNode(candidate), at));
      return node ? { table: node.id } : {};
    };
    const moving = (is: boolean) => store.getState().domNode?.classList.toggle("moving", is);
    return {
      onFitView: () => now().fit(),
      onNodesChange: (changes: NodeChange<TableNodeType>[]) => {
        const moves = changes.filter((change) => change.type === "position");
        if (moves.length > 0) now().move(moves);
      },
      onMoveStart: (event) => {
        moving(true);
        now().moveStart(event);
      },
      onMoveEnd: () => moving(false),
      onNodeClick: (event, { id }) => now().choose({ table: id, ...columnAt(event.target) }),
      onNodeDoubleClick: (_event, { id }) => now().open({ table: id }),
      onNodeContextMenu: (event, { id }) => now().menu(event, { table: id, ...columnAt(event.target) }),
      onEdgeMouseEnter: (_event, { id }) => now().hover(id),
      onEdgeMouseLeave: () => now().hover(undefined),
      onEdgeContextMenu: (event, { id }) => now().menu(event, { relation: id }),
      onEdgeDoubleClick: (_event, { id }) => now().open({ relation: id }),
      onPaneContextMenu: (event) => now().menu(event, paintedAt(event)),
      onPaneClick: (event) => {
        const { table } = paintedAt(event);
        if (table === undefined) now().leave();
        else now().choose({ table });
      },
    } satisfies Handlers & { readonly onFitView: () => void };
  }, [screenToFlowPosition, store]);
}

function columnAt(target: EventTarget): { readonly column?: string } {
  const row = target instanceof Element ? target.closest("[data-column]") : null;
  return row instanceof HTMLElement && row.dataset.column !== undefined ? { column: row.dataset.column } : {};
}
