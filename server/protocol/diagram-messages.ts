import type { DiagramModel } from "./diagram";
import type { Range } from "./lsp";
import type { SchemaEdit } from "./schema-edit";

/** How many problems a table or a column has. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  /** The first messages, the worst first. */
  readonly messages: readonly string[];
}

/** The open tasks about a table or a column. */
export interface TaskCount {
  readonly count: number;
  /** The first titles. */
  readonly titles: readonly string[];
}

/** What a person has made of the picture; kept beside the SQL. */
export interface DiagramLayout {
  /** By table id: the upper left corner, in pixels at 100 %. */
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Tables that show their keys alone. */
  readonly collapsed: readonly string[];
  /** Tables that are not drawn. */
  readonly hidden: readonly string[];
}

/** What became of an edit. */
export type EditOutcome =
  /** `version` is that of the text after it. */
  | { readonly kind: "done"; readonly version: number }
  /** The person has to agree to these first; the same edit with `agreed` does it. */
  | { readonly kind: "confirm"; readonly consequences: readonly string[] }
  | { readonly kind: "refused"; readonly message: string };

/** From the extension to the diagram's page. */
export type ToDiagram =
  | {
      readonly type: "model";
      readonly title: string;
      readonly model: DiagramModel;
      /** By table id, and by `table id + "." + column`. */
      readonly problems: Readonly<Record<string, ProblemCount>>;
      /** True for a file that can be looked at only. */
      readonly readOnly?: boolean;
    }
  /** Open tasks by object name as people write it: `orders`, `app.orders`, `orders.total`. */
  | { readonly type: "tasks"; readonly tasks: Readonly<Record<string, TaskCount>> }
  /** What was kept of the picture; before the first model. */
  | { readonly type: "layout"; readonly layout: DiagramLayout }
  /** Shows the model as what became of another one: added, changed, removed. Without `before` that ends. */
  | { readonly type: "compare"; readonly before?: DiagramModel; readonly title?: string }
  | { readonly type: "edited"; readonly id: number; readonly outcome: EditOutcome }
  /** The cursor in the text is in this table. */
  | { readonly type: "select"; readonly table: string; readonly column?: string }
  /** A schema that came in piece by piece is whole: lay it out anew. */
  | { readonly type: "arrange" }
  | { readonly type: "unavailable"; readonly message: string };

/** From the diagram's page to the extension. */
export type FromDiagram =
  | { readonly type: "ready" }
  | { readonly type: "reveal"; readonly range: Range; readonly focus: boolean }
  | { readonly type: "save"; readonly format: "svg" | "png" | "mermaid"; readonly data: string }
  | { readonly type: "copy"; readonly text: string }
  /** `id` comes back with the outcome. */
  | {
      readonly type: "edit";
      readonly id: number;
      readonly version: number;
      readonly edit: SchemaEdit;
      readonly agreed: boolean;
    }
  | { readonly type: "undo" }
  | { readonly type: "layout"; readonly layout: DiagramLayout };
