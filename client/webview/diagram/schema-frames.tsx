import type { DiagramModel } from "../../../server/protocol/diagram";
import { sizeOf } from "./geometry";
import type { Point } from "./host";
import { detailIn, type View } from "./view";

interface FramesProps {
  readonly model: DiagramModel;
  readonly view: View;
  readonly positions: ReadonlyMap<string, Point>;
}

interface Frame {
  readonly schema: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const margin = 16;
const title = 26;

/** A frame around each schema, where there are several and they do not lie in one another. */
export function SchemaFrames({ model, view, positions }: FramesProps) {
  return framesOf({ model, view, positions }).map(({ schema, left, top, right, bottom }) => (
    <div
      key={schema}
      className="schema-frame"
      style={{ transform: `translate(${left}px, ${top}px)`, width: right - left, height: bottom - top }}
    >
      <span>{schema}</span>
    </div>
  ));
}

export function framesOf({ model, view, positions }: FramesProps): readonly Frame[] {
  const frames = new Map<string, Frame>();
  for (const table of model.tables) {
    const at = positions.get(table.id);
    if (!at) continue;
    const { width, height } = sizeOf(table, detailIn(view, table));
    const own = {
      schema: table.schema,
      left: at.x - margin,
      top: at.y - margin - title,
      right: at.x + width + margin,
      bottom: at.y + height + margin,
    };
    const known = frames.get(table.schema);
    frames.set(
      table.schema,
      known
        ? {
            schema: table.schema,
            left: Math.min(known.left, own.left),
            top: Math.min(known.top, own.top),
            right: Math.max(known.right, own.right),
            bottom: Math.max(known.bottom, own.bottom),
          }
        : own,
    );
  }
  const all = [...frames.values()];
  if (all.length < 2) return [];
  return all.filter((frame) => !all.some((other) => other !== frame && crosses(frame, other)));
}

function crosses(a: Frame, b: Frame): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
