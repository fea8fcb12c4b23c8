import { ReactFlowProvider } from "@xyflow/react";
import type { DiagramTable } from "../../../server/protocol/diagram";
import type { Range } from "../../../server/protocol/lsp";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { blocksOf } from "./blocks";
import { useBoxes } from "./boxes";
import { EditDialog, QuestionDialog, type Dialog } from "./dialogs";
import { BoxActionsContext, useEditing } from "./editing";
import { exportPicture } from "./export-picture";
import { Flow } from "./flow";
import { around, rectangleOf, sizeOf } from "./geometry";
import type { DiagramHost } from "./host";
import { Inspector, type InspectorProps } from "./inspector";
import { LinkLine, useLink } from "./link-line";
import { Menu } from "./menu";
import { addTable, menuFor, type MenuTarget } from "./menu-items";
import { isStill } from "./motion";
import { Toolbar } from "./toolbar";
import { useBoxEditing } from "./use-box-editing";
import { useDiagramData } from "./use-diagram-data";
import { useDiagramKeys } from "./use-diagram-keys";
import { DistanceContext, useDistance } from "./use-distance";
import { stepFrom } from "./step";
import { useFit } from "./use-fit";
import { useKeptView } from "./use-kept-view";
import { useLayout } from "./use-layout";
import { useUncovered } from "./use-uncovered";
import { detailIn, shownOf, type View } from "./view";
import { ViewPanel } from "./view-panel";
import { Summary } from "./summary";

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
  const data = useDiagramData(host);
  const { model, problems, tasks, changes, selected, setSelected } = data;
  const [view, showView] = useKeptView(host, data.kept);
  // What comes of opening a diagram is not kept; what a person makes of it is.
  const [acted, setActed] = useState(false);
  const setView = useCallback(
    (next: View) => {
      if (next.collapsed !== view.collapsed || next.hidden !== view.hidden) setActed(true);
      showView(next);
    },
    [view, showView],
  );
  const [viewOpen, setViewOpen] = useState(false);
  const [inspected, setInspected] = useState(false);
  const [search, setSearch] = useState("");
  const [hovered, setHovered] = useState<string>();
  const [menu, setMenu] = useState<MenuTarget & { readonly x: number; readonly y: number }>();
  const [dialog, setDialog] = useState<Dialog>();
  const [notice, setNotice] = useState<string>();
  const searchRef = useRef<HTMLInputElement>(null);
  const editing = useEditing(host, model?.version ?? 0);
  const editable = !data.readOnly && data.before === undefined && model !== undefined;

  const shown = useMemo(() => model && shownOf(model, view), [model, view]);
  const { distance, ...seen } = useDistance(
    shown !== undefined && blocksOf(shown).some(({ area }) => area !== undefined),
  );
  const placeOf = (table: DiagramTable) => {
    const at = positions.get(table.id);
    return at && rectangleOf(at, sizeOf(table, detailIn(view, table)));
  };
  const {
    fit,
    refit,
    follow,
    show: look,
    onMoveStart,
  } = useFit(() => around((shown?.tables ?? []).flatMap((table) => placeOf(table) ?? [])));
  const { positions, routes, arranging, milliseconds, stage, arrange, move } = useLayout(host, {
    model: data.ready ? shown : undefined,
    kept: data.kept,
    view,
    fit,
    refit,
  });
  const rearrange = () => {
    if (!shown) return;
    if (data.kept) setActed(true);
    follow();
    void arrange(shown);
  };
  const arrangeAll = useRef<() => void>(() => undefined);
  useEffect(() => {
    arrangeAll.current = () => {
      if (!shown) return;
      follow();
      void arrange(shown);
    };
  }, [shown, arrange, follow]);
  useEffect(
    () =>
      host.listen((message) => {
        if (message.type === "arrange") arrangeAll.current();
      }),
    [host],
  );
  useEffect(() => {
    if (!model || positions.size === 0) return;
    const { detail, collapsed, hidden } = view;
    // Of what stands provisionally nothing is remembered.
    if (stage === "provisional") return;
    // A drag moves a table at every frame; what it comes to is kept.
    const later = setTimeout(() => {
      host.saveState({ uri: model.uri, positions: Object.fromEntries(positions), detail });
      if (!acted) return;
      const ids = new Set(model.tables.map(({ id }) => id));
      const layout = {
        positions: Object.fromEntries([...positions].filter(([id]) => ids.has(id))),
        collapsed: [...collapsed],
        hidden: [...hidden],
      };
      host.send({ type: "layout", layout });
    }, 100);
    return () => clearTimeout(later);
  }, [host, model, positions, view, stage, acted]);

  const run = useCallback(
    (edit: Parameters<typeof editing.run>[0]) => void editing.run(edit).then(setNotice),
    [editing],
  );
  const link = useLink((from, to) => {
    if (!editable) return;
    setDialog({
      kind: "foreignKey",
      ...from,
      target: to.table,
      ...(to.column !== undefined && { targetColumn: to.column }),
    });
  });
  const box = useBoxEditing({ editable, model, run: editing.run, link: link.start });
  const { nodes, edges, found } = useBoxes({
    model: shown,
    view,
    positions,
    routes,
    problems,
    tasks,
    changes,
    selected,
    hovered,
    editing: box.target,
    search,
  });

  const tableOf = (id: string | undefined) => shown?.tables.find((table) => table.id === id);
  const show = (id: string) => {
    setSelected({ table: id });
    const table = tableOf(id);
    if (table) look(placeOf(table), { padding: 0.6, duration: isStill() ? 0 : 200 });
  };
  const reveal = useCallback(
    (place: { readonly range: Range }) => host.send({ type: "reveal", range: place.range, focus: true }),
    [host],
  );
  const closeInspector = () => {
    setInspected(false);
    // Whoever was in it goes on where it came from.
    const isInside = document.activeElement?.closest(".inspector");
    if (isInside && selected) nodeOf(selected.table)?.focus();
  };
  const onKeyDown = useDiagramKeys({
    model: shown,
    view,
    selected,
    editable,
    select: setSelected,
    start: box.actions.start,
    run,
    inspect: (on) => (on ? setInspected(true) : closeInspector()),
    fit,
    find: () => searchRef.current?.focus(),
    openMenu: (target) => {
      const node = nodeOf(target.table);
      const row = node?.querySelector(".row.current") ?? node;
      const place = row?.getBoundingClientRect();
      if (place) setMenu({ ...target, x: place.left + 24, y: place.top + 24 });
    },
    undo: () => host.send({ type: "undo" }),
  });
  const openMenu = (event: React.MouseEvent | MouseEvent, target: MenuTarget) => {
    event.preventDefault();
    setMenu({ ...target, x: event.clientX, y: event.clientY });
    if (target.table !== undefined)
      setSelected({ table: target.table, ...(target.column !== undefined && { column: target.column }) });
  };
  const closeMenu = useCallback(() => setMenu(undefined), []);
  useUncovered(inspected ? selected?.table : undefined, nodeOf);
  const table = inspected ? model?.tables.find(({ id }) => id === selected?.table) : undefined;
  return (
    <BoxActionsContext value={box.actions}>
      <div className="diagram" data-layout-ms={milliseconds} onKeyDownCapture={onKeyDown}>
        <Toolbar
          searchRef={searchRef}
          search={search}
          onSearch={setSearch}
          onFind={(step) => {
            const next = stepFrom([...found], selected?.table, step);
            if (next !== undefined) show(next);
          }}
          onEnter={() => {
            const [first] = found;
            const table = selected && found.has(selected.table) ? selected.table : first;
            if (table === undefined) return;
            show(table);
            enter(table);
          }}
          detail={view.detail}
          onDetail={(detail) => {
            setView({ ...view, detail });
          }}
          onFit={() => fit()}
          onArrange={rearrange}
          onExport={(choice) => {
            if (shown)
              void exportPicture(choice, { model: shown, view, positions, routes }, host).then(setNotice);
          }}
          onAddTable={editable ? () => addTable({ ask: setDialog }).run() : undefined}
          viewOpen={viewOpen}
          onViewPanel={() => setViewOpen(!viewOpen)}
          summary={
            <Summary
              model={model}
              shown={shown}
              comparison={data.comparison}
              title={data.compareTitle}
              found={search === "" ? undefined : found.size}
              arranging={arranging}
              onShowAll={() => setView({ detail: view.detail, collapsed: view.collapsed, hidden: new Set() })}
            />
          }
        />
        <div className={["canvas", stage, ...seen.classes].join(" ")} style={seen.style}>
          <DistanceContext value={distance}>
            <Flow
              model={shown}
              view={view}
              positions={positions}
              nodes={nodes}
              edges={edges}
              distance={distance}
              events={{
                choose: (target) => {
                  setSelected(target);
                  setInspected(true);
                  const place = tableOf(target.table);
                  if (place) host.send({ type: "reveal", range: place.range, focus: false });
                },
                open: (target) => {
                  const place =
                    tableOf(target.table) ?? shown?.relations.find(({ id }) => id === target.relation);
                  // A double click on what can be edited edits it.
                  const isEdited = place && "kind" in place && place.kind === "table" && editable;
                  if (place && !isEdited) reveal(place);
                },
                menu: openMenu,
                hover: setHovered,
                leave: () => {
                  setSelected(undefined);
                  setInspected(false);
                },
                move: (moves) => {
                  setActed(true);
                  move(moves);
                },
                moveStart: onMoveStart,
                fit: () => fit(),
              }}
            />
          </DistanceContext>
          {data.unavailable !== undefined && <p className="message">{data.unavailable}</p>}
          {model?.tables.length === 0 && data.unavailable === undefined && (
            <div className="message">
              {empty ?? <p>No tables yet. They appear here as they are written.</p>}
            </div>
          )}
          {model && viewOpen && (
            <ViewPanel model={model} view={view} onView={setView} onClose={() => setViewOpen(false)} />
          )}
          {model &&
            table &&
            inspector({
              model,
              table,
              problems,
              tasks,
              onSelect: show,
              onReveal: (range) => host.send({ type: "reveal", range, focus: true }),
              onClose: closeInspector,
            })}
          {notice !== undefined && (
            <div className="notice" role="alert">
              {notice}
              <button type="button" className="close" aria-label="Close" onClick={() => setNotice(undefined)}>
                ×
              </button>
            </div>
          )}
        </div>
        <LinkLine drag={link.drag} />
        {menu && model && (
          <Menu
            label="Diagram"
            x={menu.x}
            y={menu.y}
            onClose={closeMenu}
            groups={menuFor(model, menu, {
              editable,
              run,
              ask: setDialog,
              start: box.actions.start,
              reveal,
              isCollapsed: (id) => view.collapsed.has(id),
              collapse: (id, on) => {
                const collapsed = new Set(view.collapsed);
                if (on) collapsed.add(id);
                else collapsed.delete(id);
                setView({ ...view, collapsed });
              },
              hide: (id) => setView({ ...view, hidden: new Set([...view.hidden, id]) }),
              around: (id) => setView({ ...view, around: id }),
              canvas: [
                { label: "Fit", key: "F", run: () => fit() },
                { label: "Arrange", run: rearrange },
                { label: "Choose Areas", run: () => setViewOpen(true) },
              ],
            })}
          />
        )}
        {dialog && model && (
          <EditDialog dialog={dialog} model={model} run={editing.run} onClose={() => setDialog(undefined)} />
        )}
        {editing.question && <QuestionDialog question={editing.question} onAnswer={editing.answer} />}
      </div>
    </BoxActionsContext>
  );
}

function nodeOf(table: string): HTMLElement | null {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(table)}"]`);
}

/** Puts the keyboard on a table, once it is drawn where the picture glides to it. */
function enter(table: string, frames = 60): void {
  const node = nodeOf(table);
  if (node) node.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => enter(table, frames - 1));
}
