import * as vscode from "vscode";
import type { GenerateResult } from "../../server/protocol/lsp";
import type { App } from "../app";
import { counted } from "../counted";
import { askForBrief, briefProblem } from "../generation/brief";
import { generatedSections } from "../generation/trace";
import { runGeneration, type Generation } from "../generation/run";
import { isDialect, isProvider } from "../settings";
import type { Command } from "./command";

/** From a brief to a proven schema in an untitled editor, which the person keeps or discards. */
export const generateSchema: Command = {
  name: "generateSchema",
  /** `argument`: `{brief, dialect?, provider?}` from another command or a key binding; without it the person is asked. */
  async run(app, argument): Promise<GenerateResult | undefined> {
    const given = property(argument, "brief");
    const brief = typeof given === "string" ? given : await askForBrief();
    if (brief === undefined) return undefined;
    const problem = briefProblem(brief);
    if (problem !== undefined) {
      void vscode.window.showErrorMessage(problem);
      return undefined;
    }
    const dialect = property(argument, "dialect");
    const provider = property(argument, "provider");
    const generation = await runGeneration(app, {
      brief,
      ...(isDialect(dialect) && { dialect }),
      ...(isProvider(provider) && { provider }),
    });
    if (!generation) return undefined;
    await app.sideFiles.update(generation.draft.document.uri, generatedSections(brief, generation.result));
    await app.summaries.show(generation.result, generation.seconds);
    await generation.draft.show();
    // The answer may be given much later, or never; the schema stays where it is meanwhile.
    keepOrDiscard(app, generation).catch((error: unknown) =>
      app.output.error("Keep or discard failed.", error),
    );
    return generation.result;
  },
};

async function keepOrDiscard(app: App, { result, draft }: Generation): Promise<void> {
  const keep = vscode.l10n.t("Keep");
  const discard = vscode.l10n.t("Discard");
  const notified = vscode.window
    .showInformationMessage(outcome(result), keep, discard)
    .then((answer) => (answer === keep ? "keep" : answer === discard ? "discard" : undefined));
  const decision = await app.undecidedDrafts.ask(draft, notified);
  draft.dispose();
  if (decision === "discard") await draft.discard();
  else if (!draft.document.isClosed) await draft.show();
}

/** One line: how much there is and what is left to look at. */
function outcome({ tables, problems, assumptions, uncovered }: GenerateResult): string {
  const count = (severity: string) => problems.filter((problem) => problem.severity === severity).length;
  const errors = count("error");
  const warnings = count("warning");
  const parts = [
    counted.tables(tables.length),
    errors === 0 ? vscode.l10n.t("no errors") : vscode.l10n.t("{0} left", counted.errors(errors)),
    warnings > 0 ? counted.warnings(warnings) : "",
    assumptions.length > 0 ? counted.assumptions(assumptions.length) : "",
    uncovered.length > 0 ? counted.uncovered(uncovered.length) : "",
  ];
  return `${vscode.l10n.t("Schema generated")}: ${parts.filter((part) => part !== "").join(", ")}.`;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (Object.getOwnPropertyDescriptor(value, name)?.value as unknown)
    : undefined;
}
