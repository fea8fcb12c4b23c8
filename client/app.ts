import type * as vscode from "vscode";
import type { ApiKey } from "./generation/api-key";
import type { Proposals } from "./generation/proposal";
import type { UndecidedDrafts } from "./generation/undecided-drafts";
import type { Summaries } from "./generation/summary";
import type { LanguageServer } from "./language/language-server";
import type { DesignerPanels } from "./panels/designer/panels";
import type { DiagramPanels } from "./panels/diagram-panels";
import type { SideFiles } from "./side-file";
import type { Team } from "./views/team";

/** What every command may use; made once, on activation. */
export interface App {
  readonly context: vscode.ExtensionContext;
  readonly output: vscode.LogOutputChannel;
  readonly language: LanguageServer;
  readonly apiKey: ApiKey;
  readonly summaries: Summaries;
  readonly proposals: Proposals;
  readonly undecidedDrafts: UndecidedDrafts;
  readonly diagrams: DiagramPanels;
  readonly designers: DesignerPanels;
  readonly team: Team;
  /** What is known about each schema beside its SQL. */
  readonly sideFiles: SideFiles;
}
