import type { FromDiagram, ToDiagram } from "./diagram-messages";
import type { GenerationUsage, ProviderChoice } from "./lsp";
import type { TableDetailsResult } from "./table-details";
import type { SandboxOpenResult, SandboxRunResult } from "./sandbox";

/** From the extension to the designer's page; what is the diagram's goes on to it. */
export type ToDesigner =
  | ToDiagram
  | { readonly type: "designer"; readonly state: DesignerState }
  /** What came of `tryOpen` and `tryRun`. */
  | {
      readonly type: "sandboxOpened";
      readonly result: SandboxOpenResult;
      /** More is being done. */
      readonly stays?: boolean;
    }
  | { readonly type: "sandboxRan"; readonly result: SandboxRunResult }
  | { readonly type: "sandboxFilled"; readonly filled: SandboxFilled; readonly stays: boolean }
  | { readonly type: "inspected"; readonly inspection: TableInspection }
  /** Puts words into the box for the brief, such as a sentence that the person wants to say more about. */
  | { readonly type: "compose"; readonly text: string };

/** From the designer's page to the extension. */
export type FromDesigner =
  | FromDiagram
  /** The page is there; `turns` is the conversation that it has kept from before a reload. */
  | { readonly type: "designerReady"; readonly turns: readonly Turn[] }
  /** A new schema from a brief, or where there is a schema already, a change of it. */
  | { readonly type: "run"; readonly text: string }
  | { readonly type: "stop" }
  | { readonly type: "accept"; readonly turn: number }
  | { readonly type: "discard"; readonly turn: number }
  | { readonly type: "revert"; readonly turn: number }
  /** Shows a proposed change as a difference of texts. */
  | { readonly type: "compare"; readonly turn: number }
  | {
      readonly type: "confirm";
      readonly turn: number;
      readonly assumption: number;
      readonly confirmed: boolean;
    }
  | { readonly type: "dialect"; readonly dialect: string }
  | { readonly type: "provider"; readonly provider: ProviderChoice }
  | { readonly type: "attach" }
  /** A file that was dropped or pasted on the page; of a picture `picture` is a data URL and `text` empty. */
  | {
      readonly type: "attachFile";
      readonly name: string;
      readonly text: string;
      readonly size: number;
      readonly picture?: string;
    }
  | { readonly type: "detach"; readonly attachment: number }
  | { readonly type: "command"; readonly command: DesignerCommand }
  /** A fresh sandbox with the schema as it is now. */
  | { readonly type: "tryOpen" }
  | { readonly type: "tryRun"; readonly sql: string; readonly explain: boolean }
  /** A fresh sandbox with rows in every table that can be filled; then runs the SQL, where there is some. */
  | { readonly type: "tryFill"; readonly sql?: string }
  | { readonly type: "tryStop" }
  | { readonly type: "tryClose" }
  | { readonly type: "inspect"; readonly table: string }
  | { readonly type: "showText" }
  | { readonly type: "dismiss" };

/** What came of `tryFill`. */
export interface SandboxFilled {
  readonly tables: number;
  readonly rows: number;
  /** What has no rows, or fewer, and why; in words for people. */
  readonly left: readonly string[];
}

/** Commands that the page may have run; nothing else is. */
export const designerCommands = [
  "dbscst.selectModel",
  "dbscst.setApiKey",
  "dbscst.signIn",
  "dbscst.signUp",
  "dbscst.showOutput",
  "dbscst.exportSchema",
  "dbscst.saveSchemaToProject",
] as const;
export type DesignerCommand = (typeof designerCommands)[number];

/** All that the page shows beside the diagram. It is sent whole; what the person is typing stays with the page. */
export interface DesignerState {
  /** Absent until there is a schema. */
  readonly document?: { readonly uri: string; readonly name: string; readonly isEmpty: boolean };
  readonly dialect: string;
  readonly dialects: readonly Choice[];
  readonly provider: ProviderChoice;
  readonly providers: readonly Choice[];
  readonly attachments: readonly AttachmentInfo[];
  readonly turns: readonly Turn[];
  readonly run?: RunInfo;
  /** What is to be told beside the conversation, such as why nothing was asked for. */
  readonly notice?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export interface AttachmentInfo {
  readonly id: number;
  readonly name: string;
  /** What is taken of it, in words for people. */
  readonly summary: string;
}

/** What is going on. */
export interface RunInfo {
  readonly kind: "generate" | "change";
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly stage: string;
  readonly round: number;
  readonly tables: number;
  /** The stages that are over, with the seconds since the start at which each began. */
  readonly log: readonly { readonly message: string; readonly at: number }[];
}

/** A command that may help. */
export interface WayOut {
  readonly command: DesignerCommand;
  readonly label: string;
}

/** One thing that the person asked for and what came of it. */
export interface Turn {
  readonly id: number;
  readonly kind: "generate" | "change";
  readonly text: string;
  readonly attachments: readonly string[];
  readonly status:
    "running" | "proposed" | "accepted" | "discarded" | "reverted" | "unchanged" | "failed" | "stopped";
  /** Why it failed or changed nothing. */
  readonly message?: string;
  /** What can be done about a failure, as long as nothing else was asked for. */
  readonly ways?: readonly WayOut[];
  readonly result?: TurnResult;
}

export interface TurnResult {
  /** Who wrote it, in words for people. */
  readonly author: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly tables: number;
  readonly errors: number;
  readonly warnings: number;
  readonly usage?: GenerationUsage;
  readonly changes: SchemaChanges;
  readonly assumptions: readonly { readonly text: string; readonly confirmed: boolean }[];
  /** Sentences of the brief that nothing covers. */
  readonly uncovered: readonly string[];
}

/** What is different between two schemas, by tables. */
export interface SchemaChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly TableChange[];
}

export interface TableChange {
  readonly table: string;
  /** What is different in it, one line each: `+ column`, `- column`, `column: old → new`. */
  readonly lines: readonly string[];
}

/** What the extension knows of a table besides what is drawn. */
export interface TableInspection extends TableDetailsResult {
  readonly table: string;
  /** The sentences of the brief that ask for the table, or where `of` says so, for a column or a rule of it. */
  readonly trace: readonly { readonly of: string; readonly sentence: string }[];
}
