import { memo } from "react";
import type { DiagramModel, DiagramTable } from "../../../server/protocol/diagram";
import { blocksOf } from "./blocks";
import { around, crosses, rectangleOf, sizeOf, type Rectangle } from "./geometry";
import type { Point } from "./host";
import { detailIn, type View } from "./view";

interface FramesProps {
  readonly model: DiagramModel;
  readonly view: View;
  readonly positions: ReadonlyMap<string, Point>;
}

/** A rectangle around tables. */
export interface Frame extends Rectangle {
  readonly name: string;
  /** Of an area. */
  readonly color?: string;
}

const margin = 16;
const title = 26;
/** Fewer tables than this are no landmark. */
const tablesOfArea = 4;

export interface AllFrames {
  readonly schemas: readonly Frame[];
  readonly areas: readonly Frame[];
}

/** A frame around each schema and each area of a large one, where there are several and they do not lie in one another. */
export function framesOf(props: FramesProps): AllFrames {
  return { schemas: schemaFramesOf(props), areas: areaFramesOf(props) };
}

/** The frames as elements. */
export const Frames = memo(function Frames({ frames }: { readonly frames: AllFrames }) {
  const schemas = frames.schemas.map((frame) => ["schema-frame", frame] as const);
  const areas = frames.areas.map((frame) => ["area-frame", frame] as const);
  return [...schemas, ...areas].map(([kind, { name, left, top, right, bottom, color }]) => (
    <div
      key={`${kind} ${name} ${left} ${top}`}
      className={`frame ${kind}`}
      style={{
        transform: `translate(${left}px, ${top}px)`,
        width: right - left,
        height: bottom - top,
        ...(color !== undefined && { "--area": color }),
      }}
    >
      <span>{name}</span>
    </div>
  ));
});

export function schemaFramesOf({ model, ...where }: FramesProps): readonly Frame[] {
  const schemas = new Map<string, DiagramTable[]>();
  for (const table of model.tables) {
    const own = schemas.get(table.schema);
    if (own) own.push(table);
    else schemas.set(table.schema, [table]);
  }
  return apart([...schemas].flatMap(([name, tables]) => frameOf(name, tables, where)));
}

function areaFramesOf({ model, ...where }: FramesProps): readonly Frame[] {
  return apart(
    blocksOf(model).flatMap(({ area, tables }) =>
      area && tables.length >= tablesOfArea
        ? frameOf(area.name, tables, where).map((frame) => ({ ...frame, color: area.color }))
        : [],
    ),
  );
}

function frameOf(
  name: string,
  tables: readonly DiagramTable[],
  { view, positions }: Omit<FramesProps, "model">,
): readonly Frame[] {
  const boxes = tables.flatMap((table) => {
    const at = positions.get(table.id);
    return at ? [rectangleOf(at, sizeOf(table, detailIn(view, table)))] : [];
  });
  const inner = around(boxes);
  if (!inner) return [];
  return [
    {
      name,
      left: inner.left - margin,
      top: inner.top - margin - title,
      right: inner.right + margin,
      bottom: inner.bottom + margin,
    },
  ];
}

/** Those that lie in no other; none where there is only one. */
function apart(frames: readonly Frame[]): readonly Frame[] {
  if (frames.length < 2) return [];
  return frames.filter((frame) => !frames.some((other) => other !== frame && crosses(frame, other)));
}
