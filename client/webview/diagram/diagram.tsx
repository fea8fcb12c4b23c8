import {
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type NodeChange,
} from "@xyflow/react";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { DiagramModel } from "../../../server/protocol/diagram";
import type { ProblemCount } from "../../../server/protocol/diagram-messages";
import { sizeOf } from "./geometry";
import type { Detail, DiagramHost, Point } from "./host";
import { Inspector, type InspectorProps } from "./inspector";
import { layout } from "./layout";
import { mermaidOf, pngOf, svgOf } from "./picture";
import { RelationEdge, type RelationEdgeType } from "./relation-edge";
import { TableNode, type TableNodeType } from "./table-node";
import { Toolbar } from "./toolbar";

const nodeTypes = { table: TableNode };
const edgeTypes = { relation: RelationEdge };
const noProblems: Readonly<Record<string, ProblemCount>> = {};
/** A minimap costs a frame for every box; past this many it no longer helps. */
const minimapTables = 400;

export interface DiagramProps {
  /** Where the model comes from and where edits go; the same object for the component's life. */
  readonly host: DiagramHost;
  /** What is shown of the chosen table beside the picture; the diagram's own where absent. */
  readonly inspector?: (props: InspectorProps) => ReactNode;
  /** What stands in place of the picture while there are no tables. */
  readonly empty?: ReactNode;
}

/** The schema as a picture, with its toolbar; fills what is around it. Its style sheet is `diagram.css`. */
export function Diagram(props: DiagramProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ host, inspector = Inspector, empty }: DiagramProps) {
  const flow = useReactFlow<TableNodeType, RelationEdgeType>();
  // From afar rows are unreadable: names alone are drawn then, large.
  const nameSize = useStore(({ transform: [, , zoom] }) =>
    zoom < 0.4 ? Math.min(46, Math.round(10 / zoom)) : undefined,
  );
  const saved = useMemo(() => host.loadState(), [host]);
  const [model, setModel] = useState<DiagramModel>();
  const [problems, setProblems] = useState(noProblems);
  const [unavailable, setUnavailable] = useState<string>();
  const [detail, setDetail] = useState<Detail>(saved.detail);
  const [positions, setPositions] = useState<ReadonlyMap<string, Point>>(
    new Map(Object.entries(saved.positions)),
  );
  const [arranging, setArranging] = useState(false);
  const [selected, setSelected] = useState<{ readonly table: string; readonly column?: string }>();
  const [inspected, setInspected] = useState(false);
  const [search, setSearch] = useState("");
  const searchRef = useRef<HTMLInputElement>(null);
  const fitted = useRef(false);

  const arrange = useCallback(
    async (of: DiagramModel, how: Detail) => {
      setArranging(true);
      try {
        setPositions(await layout(of, how));
        requestAnimationFrame(() => void flow.fitView({ padding: 0.08, maxZoom: 1 }));
      } finally {
        setArranging(false);
      }
    },
    [flow],
  );

  const arrangeAll = useRef<() => void>(() => undefined);
  useEffect(() => {
    arrangeAll.current = () => {
      if (model) void arrange(model, detail);
    };
  }, [model, arrange, detail]);

  useEffect(() => {
    const stop = host.listen((message) => {
      if (message.type === "arrange") arrangeAll.current();
      if (message.type === "unavailable") setUnavailable(message.message);
      if (message.type === "select")
        setSelected({
          table: message.table,
          ...(message.column !== undefined && { column: message.column }),
        });
      if (message.type === "model") {
        setUnavailable(undefined);
        setModel(message.model);
        setProblems(message.problems);
      }
    });
    host.send({ type: "ready" });
    return stop;
  }, [host]);

  // New tables are laid out; what has a place keeps it, so that an edit does not shuffle the picture.
  useEffect(() => {
    if (!model || arranging) return;
    const missing = model.tables.filter(({ id }) => !positions.has(id));
    if (missing.length === 0) {
      if (!fitted.current) requestAnimationFrame(() => void flow.fitView({ padding: 0.08, maxZoom: 1 }));
      fitted.current = true;
      return;
    }
    if (missing.length === model.tables.length || missing.length > 8) {
      fitted.current = true;
      void arrange(model, detail);
      return;
    }
    const next = new Map(positions);
    let right =
      Math.max(
        0,
        ...model.tables.flatMap((table) => {
          const at = positions.get(table.id);
          return at ? [at.x + sizeOf(table, detail).width] : [];
        }),
      ) + 60;
    for (const table of missing) {
      next.set(table.id, { x: right, y: 0 });
      right += sizeOf(table, detail).width + 36;
    }
    setPositions(next);
  }, [model, positions, arranging, arrange, detail, flow]);

  useEffect(() => {
    if (model) host.saveState({ uri: model.uri, positions: Object.fromEntries(positions), detail });
  }, [host, model, positions, detail]);

  const found = useMemo(() => findTables(model, search), [model, search]);
  const neighbours = useMemo(() => neighboursOf(model, selected?.table), [model, selected]);
  const nodes = useMemo<TableNodeType[]>(
    () =>
      (model?.tables ?? []).flatMap((table) => {
        const position = positions.get(table.id);
        if (!position) return [];
        const current = selected?.table === table.id;
        const faded = search === "" ? false : !found.has(table.id);
        return {
          id: table.id,
          type: "table" as const,
          position,
          selected: current,
          ...sizeOf(table, detail),
          data: {
            table,
            detail,
            problems,
            faded,
            ...(current && selected.column !== undefined && { column: selected.column }),
          },
          ariaLabel: `${table.kind} ${table.name}`,
        };
      }),
    [model, positions, detail, problems, selected, search, found],
  );
  const edges = useMemo<RelationEdgeType[]>(
    () =>
      (model?.relations ?? []).map((relation) => {
        const strong =
          selected !== undefined &&
          (relation.from.table === selected.table || relation.to.table === selected.table);
        const faded =
          (selected !== undefined && !strong && neighbours.size > 1) ||
          (search !== "" && !found.has(relation.from.table));
        return {
          id: relation.id,
          type: "relation" as const,
          source: relation.from.table,
          target: relation.to.table,
          focusable: false,
          data: { relation, strong, faded },
        };
      }),
    [model, selected, neighbours, search, found],
  );

  const show = useCallback(
    (table: string) => {
      setSelected({ table });
      void flow.fitView({
        nodes: [{ id: table }],
        maxZoom: 1,
        padding: 0.6,
        duration: reducedMotion() ? 0 : 200,
      });
    },
    [flow],
  );
  const onNodesChange = useCallback((changes: NodeChange<TableNodeType>[]) => {
    const moves = changes.filter((change) => change.type === "position");
    if (moves.length === 0) return;
    setPositions((before) => {
      const next = new Map(before);
      for (const move of moves) if (move.position) next.set(move.id, move.position);
      return next;
    });
  }, []);
  const onSave = async (format: "svg" | "png" | "mermaid") => {
    if (!model) return;
    if (format === "mermaid") {
      host.send({ type: "save", format, data: mermaidOf(model) });
      return;
    }
    const svg = svgOf(model, detail, positions);
    host.send({ type: "save", format, data: format === "svg" ? svg : await pngOf(svg) });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (event.key === "f") void flow.fitView({ padding: 0.08, maxZoom: 1 });
    if (event.key === "/" || (event.key === "f" && event.ctrlKey)) {
      event.preventDefault();
      searchRef.current?.focus();
    }
    if (event.key === "Escape") {
      setInspected(false);
      setSelected(undefined);
    }
    if (event.key === "Enter" && selected) setInspected(true);
  };

  const table = inspected ? model?.tables.find(({ id }) => id === selected?.table) : undefined;
  return (
    <div className="diagram" onKeyDown={onKeyDown}>
      <Toolbar
        searchRef={searchRef}
        search={search}
        onSearch={setSearch}
        onFind={() => {
          const [first] = found;
          if (first !== undefined) show(first);
        }}
        detail={detail}
        onDetail={(next) => {
          setDetail(next);
          if (model) void arrange(model, next);
        }}
        onFit={() => void flow.fitView({ padding: 0.08, maxZoom: 1 })}
        onArrange={() => model && void arrange(model, detail)}
        onSave={(format) => void onSave(format)}
        summary={summaryOf(model, search, found.size, arranging)}
      />
      <div
        className={nameSize === undefined ? "canvas" : "canvas far"}
        style={nameSize === undefined ? undefined : { fontSize: nameSize }}
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onNodeClick={(_event, node) => {
            setSelected({ table: node.id });
            setInspected(true);
            host.send({ type: "reveal", range: node.data.table.range, focus: false });
          }}
          onNodeDoubleClick={(_event, node) =>
            host.send({ type: "reveal", range: node.data.table.range, focus: true })
          }
          onPaneClick={() => {
            setSelected(undefined);
            setInspected(false);
          }}
          onlyRenderVisibleElements
          nodesConnectable={false}
          deleteKeyCode={null}
          minZoom={0.03}
          maxZoom={2}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: false }}
        >
          <Background gap={24} />
          <Controls showInteractive={false} />
          {nodes.length > 12 && nodes.length <= minimapTables && (
            <MiniMap pannable zoomable ariaLabel="Overview" />
          )}
        </ReactFlow>
        {unavailable !== undefined && <p className="message">{unavailable}</p>}
        {model?.tables.length === 0 && unavailable === undefined && (
          <div className="message">
            {empty ?? <p>No tables yet. They appear here as they are written.</p>}
          </div>
        )}
        {model &&
          table &&
          inspector({
            model,
            table,
            problems,
            onSelect: show,
            onReveal: (range) => host.send({ type: "reveal", range, focus: true }),
            onClose: () => setInspected(false),
          })}
      </div>
    </div>
  );
}

function findTables(model: DiagramModel | undefined, search: string): ReadonlySet<string> {
  const wanted = search.trim().toLowerCase();
  if (!model || wanted === "") return new Set();
  const byName = model.tables.filter(({ id }) => id.toLowerCase().includes(wanted));
  const byColumn = model.tables.filter(({ columns }) =>
    columns.some(({ name }) => name.toLowerCase().includes(wanted)),
  );
  return new Set([...byName, ...byColumn].map(({ id }) => id));
}

function neighboursOf(model: DiagramModel | undefined, table: string | undefined): ReadonlySet<string> {
  const near = new Set<string>();
  for (const { from, to } of model?.relations ?? []) {
    if (from.table === table || to.table === table) near.add(from.table).add(to.table);
  }
  return near;
}

function summaryOf(
  model: DiagramModel | undefined,
  search: string,
  found: number,
  arranging: boolean,
): string {
  if (arranging) return "Arranging…";
  if (!model) return "Reading…";
  if (search !== "") return found === 0 ? "Nothing found" : `${found} found`;
  const tables = model.tables.filter(({ kind }) => kind === "table").length;
  return `${tables} ${tables === 1 ? "table" : "tables"}, ${model.relations.length} ${model.relations.length === 1 ? "relation" : "relations"}`;
}

function reducedMotion(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
