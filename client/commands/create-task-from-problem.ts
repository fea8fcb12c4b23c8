import * as vscode from "vscode";
import type { App } from "../app";
import { saying } from "../api/words";
import { askText, chooseProject } from "../views/choose";
import { mayWrite } from "../views/rights";
import { makeTask } from "../views/make-task";
import { describeProblem, titleOf } from "../views/problem-task";
import type { Command } from "./command";

/** Behind the quick fix: a task that names the problem and its table, in the project that the file was saved to. */
export const createTaskFromProblem: Command = {
  name: "createTaskFromProblem",
  run: (app, argument) =>
    saying(async () => {
      const problem = parse(argument);
      if (!problem) return;
      const { work, accounts, links } = app.team;
      const uri = vscode.Uri.parse(problem.uri);
      await accounts.require();
      const link = links.of(uri);
      const linked = (await work.loadOrThrow()).find(({ id }) => id === link?.projectId);
      const project =
        linked && mayWrite(linked)
          ? linked
          : await chooseProject(work, vscode.l10n.t("Create task from problem"));
      const title = await askText({
        title: vscode.l10n.t("New task in {0}", project.name),
        prompt: vscode.l10n.t("What is to be done?"),
        value: titleOf(problem.message),
        validateInput: (value) =>
          value.trim() === "" ? vscode.l10n.t("Type what is to be done.") : undefined,
      });
      const objectName = await tableAt(app, problem.uri, problem.line);
      await makeTask(work, project, {
        title: title.trim(),
        description: describeProblem(problem),
        priority: problem.isError ? "high" : "medium",
        ...(objectName !== undefined && { objectName }),
        ...(link?.projectId === project.id && { schemaId: link.schemaId }),
      });
    }),
};

/** The table whose statement a line is in. */
async function tableAt({ language }: App, uri: string, line: number): Promise<string | undefined> {
  const model = await language.diagram(uri).catch(() => undefined);
  return model?.tables.find(({ extent }) => extent.start.line <= line && line <= extent.end.line)?.name;
}

/** What the quick fix gives, or the entry of the view of problems. */
function parse(value: unknown) {
  const fields = new Map<string, unknown>(Object.entries(Object(value) as object));
  const diagnostic = fields.get("diagnostic");
  const home = fields.get("uri");
  if (diagnostic instanceof vscode.Diagnostic && home instanceof vscode.Uri) {
    const { code, message, range, severity } = diagnostic;
    return {
      uri: home.toString(),
      line: range.start.line,
      code: String(typeof code === "object" ? code.value : (code ?? "")),
      message,
      isError: severity === vscode.DiagnosticSeverity.Error,
    };
  }
  const [line, code, message] = ["line", "code", "message"].map((name) => fields.get(name));
  if (typeof home !== "string" || typeof line !== "number") return undefined;
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  return { uri: home, line, code, message, isError: fields.get("isError") === true };
}
