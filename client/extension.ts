import * as vscode from "vscode";
import type { App } from "./app";
import { registerCommands } from "./commands";
import { ApiKey } from "./generation/api-key";
import { askBackend } from "./generation/backend-model";
import { showUncovered } from "./generation/uncovered";
import { fixWithModel } from "./generation/fix-with-model";
import { Proposals } from "./generation/proposal";
import { UndecidedDrafts } from "./generation/undecided-drafts";
import { Summaries } from "./generation/summary";
import { shareSideFiles } from "./generation/trace";
import { LanguageServer } from "./language/language-server";
import { StatusItem } from "./language/status-item";
import { DesignerPanels } from "./panels/designer/panels";
import { DiagramPanels } from "./panels/diagram-panels";
import { SideFiles } from "./side-file";
import { Team } from "./views/team";

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("dbscst", { log: true });
  const language = new LanguageServer(context.asAbsolutePath("dist/lsp.js"), output);
  const summaries = new Summaries();
  const proposals = new Proposals();
  const undecidedDrafts = new UndecidedDrafts();
  const designers = new DesignerPanels(() => app);
  const team = new Team(context, language);
  const sideFiles = new SideFiles(context.workspaceState, output);
  const diagrams = new DiagramPanels(context.extensionUri, { language, sideFiles, output, team });
  const app: App = {
    context,
    output,
    language,
    summaries,
    proposals,
    undecidedDrafts,
    diagrams,
    designers,
    team,
    sideFiles,
    apiKey: new ApiKey(context),
  };
  context.subscriptions.push(
    output,
    language,
    summaries,
    proposals,
    undecidedDrafts,
    diagrams,
    designers,
    team,
    sideFiles,
    shareSideFiles(sideFiles, language),
    new StatusItem(language),
    fixWithModel(app),
    language.answerForBackend((...asked) => askBackend(team.accounts, ...asked)),
    showUncovered(app),
    registerCommands(app),
  );
  language.startSoon();
}
