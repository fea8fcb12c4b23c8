import type { DiagramLayout } from "../../server/protocol/diagram-messages";
import type { DiagramSection, ReadSideFile, SectionUpdate, SideFile } from "../../server/protocol/side-file";

/** Where a layout is kept: the side file of one document. */
export interface LayoutStore {
  read(): Promise<ReadSideFile>;
  /** Replaces sections, worked out from what is there. */
  update(sections: (file: SideFile) => SectionUpdate | undefined): Promise<unknown>;
  /** Told of a layout that could not be kept; the picture goes on without. */
  failed(error: unknown): void;
}

/** How long a picture has to rest until it is written, in milliseconds. */
const calmMs = 500;

/**
 * Keeps what a person has made of a diagram beside its SQL. Where nothing can be read nothing is written; the rest of
 * the file stays as it is.
 */
export class LayoutKeeper {
  private timer: NodeJS.Timeout | undefined;
  private waiting: DiagramLayout | undefined;
  /** What page and file agreed on last, as text. */
  private known: string | undefined;

  constructor(
    private readonly store: LayoutStore,
    private readonly calm = calmMs,
  ) {}

  /** What a page that opens begins with; undefined where nobody has made anything of the picture. */
  async first(): Promise<DiagramLayout | undefined> {
    this.known = undefined;
    return this.waiting ?? this.news();
  }

  /** What was kept, where it is another than the page knows; undefined where there is none or a newer one is on its way. */
  async news(): Promise<DiagramLayout | undefined> {
    const read = await this.store.read().catch(() => undefined);
    if (read?.kind !== "read" || this.waiting) return undefined;
    const layout = layoutIn(read.file.diagram);
    if (!layout) return undefined;
    const text = textOf(layout);
    if (text === this.known) return undefined;
    this.known = text;
    return layout;
  }

  /** Keeps this one, once no other has come for a moment. */
  keep(layout: DiagramLayout): void {
    this.waiting = layout;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.write(), this.calm);
  }

  /** Writes what is waiting; nobody comes back for it. */
  dispose(): void {
    void this.write();
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    const layout = this.waiting && tidied(this.waiting);
    this.waiting = undefined;
    if (!layout || textOf(layout) === this.known) return;
    this.known = textOf(layout);
    try {
      // What cannot be read was told of by the one who needed it; a picture is not worth another word.
      if ((await this.store.read()).kind === "unreadable") return;
      await this.store.update(({ diagram }) => ({ diagram: { ...diagram, ...layout } }));
    } catch (error) {
      this.store.failed(error);
    }
  }
}

function layoutIn(section: DiagramSection | undefined): DiagramLayout | undefined {
  if (!section) return undefined;
  const { positions = {}, collapsed = [], hidden = [] } = section;
  return { positions, collapsed, hidden };
}

/** Whole pixels, and in an order that does not change with the order of the SQL: the file is for version control too. */
function tidied({ positions, collapsed, hidden }: DiagramLayout): DiagramLayout {
  const places = Object.entries(positions)
    .map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    positions: Object.fromEntries(places),
    collapsed: collapsed.toSorted(),
    hidden: hidden.toSorted(),
  };
}

function textOf(layout: DiagramLayout): string {
  return JSON.stringify(tidied(layout));
}
