import * as vscode from "vscode";
import { nameProblem } from "../account/steps";
import type { App } from "../app";
import { contentOf, ifMatch, type Project, type Schema } from "../api/client";
import { ApiProblem, Cancelled } from "../api/failure";
import { saying } from "../api/words";
import { sqlLanguages } from "../language/language-server";
import { isDialect, settings } from "../settings";
import { askText, choose, chooseProject, mayWrite } from "../views/choose";
import { versionUri } from "../views/version-documents";
import type { Command } from "./command";

/** Keeps the SQL of the editor in a project: as a new schema, or as the next version of one. */
export const saveSchemaToProject: Command = {
  name: "saveSchemaToProject",
  run: (app, argument) =>
    saying(async () => {
      const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
      const document = uri && (await vscode.workspace.openTextDocument(uri));
      if (!document || !sqlLanguages.includes(document.languageId)) {
        void vscode.window.showInformationMessage(vscode.l10n.t("Open the SQL that you want to save."));
        return;
      }
      if (document.getText().trim() === "") {
        void vscode.window.showInformationMessage(
          vscode.l10n.t("There is nothing to save yet: the document is empty."),
        );
        return;
      }
      await app.team.accounts.require();
      const target = (await linkedTarget(app, document.uri)) ?? (await chosenTarget(app));
      if (target.schema) await saveVersion(app, document, target.project, target.schema);
      else await saveNew(app, document, target.project);
    }),
};

interface Target {
  readonly project: Project;
  /** Absent for a new one. */
  readonly schema?: Schema;
}

/** Where the file was saved to before, unless that is gone or another place is wanted. */
async function linkedTarget({ team: { links, work } }: App, uri: vscode.Uri): Promise<Target | undefined> {
  const link = links.of(uri);
  const project = (await work.loadOrThrow()).find(({ id }) => id === link?.projectId);
  if (!link || !project || !mayWrite(project)) return undefined;
  work.schemas.invalidate(project.id);
  const schema = (await work.schemas.get(project.id)).items.find(({ id }) => id === link.schemaId);
  if (!schema) return undefined;
  const next = vscode.l10n.t("Version {0} of {1}", schema.latestVersion + 1, schema.name);
  const isNext = await choose(vscode.l10n.t("Save to project"), [
    { label: next, description: project.name, value: true },
    { label: vscode.l10n.t("Somewhere Else…"), value: false },
  ]);
  return isNext ? { project, schema } : undefined;
}

async function chosenTarget({ team: { work } }: App): Promise<Target> {
  const title = vscode.l10n.t("Save to project");
  const project = await chooseProject(work, title);
  const { items } = await work.schemas.get(project.id);
  if (items.length === 0) return { project };
  const schema = await choose<Schema | undefined>(`${title} ${project.name}`, [
    { label: `$(add) ${vscode.l10n.t("New Schema")}`, value: undefined },
    ...items.map((each) => ({
      label: each.name,
      description: vscode.l10n.t("as version {0}", each.latestVersion + 1),
      value: each,
    })),
  ]);
  return schema ? { project, schema } : { project };
}

async function saveNew(app: App, document: vscode.TextDocument, project: Project): Promise<void> {
  const { work, links } = app.team;
  const title = vscode.l10n.t("New schema in {0}", project.name);
  const file = document.uri.path.split("/").at(-1) ?? "";
  const name = await askText({
    title,
    prompt: vscode.l10n.t("Its name"),
    value: file.replace(/\.\w+$/, ""),
    validateInput: nameProblem,
  });
  const message = await askMessage(title, vscode.l10n.t("First version"));
  const found = app.language.lastChecked(document)?.dialect ?? settings().dialect;
  const body = {
    name: name.trim(),
    dialect: isDialect(found) ? found : ("postgresql" as const),
    sql: document.getText(),
    message,
  };
  const params = { path: { id: project.id } };
  const schema = await contentOf(work.accounts.api.POST("/v1/projects/{id}/schemas", { params, body }));
  await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n: schema.latestVersion });
  done(app, vscode.l10n.t("{0} is saved in {1}.", schema.name, project.name));
}

async function saveVersion(
  app: App,
  document: vscode.TextDocument,
  project: Project,
  schema: Schema,
): Promise<void> {
  const { work, links, versions } = app.team;
  const link = links.of(document.uri);
  const isLinked = link?.schemaId === schema.id;
  if (isLinked && link.n < schema.latestVersion) await decideConflict(document, schema, link.n);
  const latest = schema.latestVersion > 0 ? await versions.text(schema.id, schema.latestVersion) : undefined;
  if (latest === document.getText()) {
    await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n: schema.latestVersion });
    done(app, vscode.l10n.t("It is version {0} already: nothing has changed since.", schema.latestVersion));
    return;
  }
  const message = await askMessage(
    vscode.l10n.t("Version {0} of {1}", schema.latestVersion + 1, schema.name),
    "",
  );
  const params = { path: { id: schema.id } };
  const body = { sql: document.getText(), message };
  try {
    const { n } = await contentOf(
      work.accounts.api.POST("/v1/schemas/{id}/versions", { params, body, ...ifMatch(schema) }),
    );
    await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n });
    done(app, vscode.l10n.t("Version {0} of {1} is saved.", n, schema.name));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "version_conflict") throw error;
    const current = await contentOf(work.accounts.api.GET("/v1/schemas/{id}", { params }));
    await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n: schema.latestVersion });
    await saveVersion(app, document, project, current);
  }
}

/** Somebody else saved a version that this text does not come from. Rejects with `Cancelled` unless it is to go on top. */
async function decideConflict(document: vscode.TextDocument, schema: Schema, base: number): Promise<void> {
  const theirs = versionUri(schema, schema.latestVersion);
  const answer = await choose(
    vscode.l10n.t(
      "Version {0} of {1} was saved meanwhile; yours comes from version {2}",
      schema.latestVersion,
      schema.name,
      base,
    ),
    [
      {
        label: vscode.l10n.t("Compare"),
        detail: vscode.l10n.t("Shows both sides; take what you want into yours, then save again"),
        value: "compare",
      },
      {
        label: vscode.l10n.t("Save Mine on Top"),
        detail: vscode.l10n.t("Theirs stays in the list of versions"),
        value: "save",
      },
      {
        label: vscode.l10n.t("Open Theirs"),
        detail: vscode.l10n.t("Nothing is saved"),
        value: "open",
      },
    ],
  );
  if (answer === "save") return;
  if (answer === "open") await vscode.commands.executeCommand("vscode.open", theirs);
  else {
    const title = vscode.l10n.t("{0}: version {1} ↔ yours", schema.name, schema.latestVersion);
    await vscode.commands.executeCommand("vscode.diff", theirs, document.uri, title);
  }
  throw new Cancelled();
}

async function askMessage(title: string, value: string): Promise<string> {
  const message = await askText({
    title,
    prompt: vscode.l10n.t("What has changed? Enter alone will do."),
    value,
    validateInput: (text) =>
      text.length > 2000 ? vscode.l10n.t("A message has 2000 characters or fewer.") : undefined,
  });
  return message.trim();
}

function done({ team: { work } }: App, message: string): void {
  work.refresh();
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}
