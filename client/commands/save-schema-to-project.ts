import * as vscode from "vscode";
import { nameProblem } from "../account/steps";
import type { App } from "../app";
import { contentOf, ifMatch, type Project, type Schema } from "../api/client";
import { ApiProblem, Cancelled, Refused } from "../api/failure";
import { saying } from "../api/words";
import { sqlLanguages } from "../language/languages";
import { isDialect, settings } from "../settings";
import { briefTitle } from "../generation/brief-title";
import { minimalEdit } from "../generation/minimal-edit";
import { counted } from "../counted";
import { askText, choose, chooseProject } from "../views/choose";
import { describeChanges, mergeVersions } from "../views/merge-versions";
import { versionUri } from "../views/version-documents";
import { mayWrite } from "../views/rights";
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
  if (!link) return undefined;
  const params = { path: { id: link.schemaId } };
  const schema = await contentOf(work.accounts.api.GET("/v1/schemas/{id}", { params })).catch(ifGone);
  const project = (await work.loadOrThrow()).find(({ id }) => id === schema?.projectId);
  if (!schema || !project || !mayWrite(project)) return undefined;
  if (project.id !== link.projectId) await links.follow(schema.id, project.id);
  const next = vscode.l10n.t("Version {0} of {1}", schema.latestVersion + 1, schema.name);
  const isNext = await choose(vscode.l10n.t("Save to project"), [
    { label: next, description: project.name, value: true },
    { label: vscode.l10n.t("Somewhere Else…"), value: false },
  ]);
  return isNext ? { project, schema } : undefined;
}

function ifGone(error: unknown): undefined {
  if (!(error instanceof ApiProblem) || error.code !== "not_found") throw error;
}

async function chosenTarget({ team: { work } }: App): Promise<Target> {
  const title = vscode.l10n.t("Save to project");
  const project = await chooseProject(work, title);
  const { items } = await work.schemas.fresh(project.id);
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
  const name = await askText({
    title,
    prompt: vscode.l10n.t("Its name"),
    value: await wantedName(app, document.uri),
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

/** The file's name, or what the schema was made from where it has none. */
async function wantedName({ sideFiles }: App, uri: vscode.Uri): Promise<string> {
  const file = (uri.path.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  if (uri.scheme !== "untitled") return file;
  const brief = (await sideFiles.sections(uri)).brief ?? "";
  return briefTitle(brief) || file;
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
  if (isLinked && link.n < schema.latestVersion) await decideConflict(app, document, project, schema, link.n);
  const latest = schema.latestVersion > 0 ? await versions.text(schema.id, schema.latestVersion) : undefined;
  const sql = document.getText();
  if (latest === sql) {
    await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n: schema.latestVersion });
    done(app, vscode.l10n.t("It is version {0} already: nothing has changed since.", schema.latestVersion));
    return;
  }
  const { dialect } = schema;
  const changes =
    latest === undefined
      ? []
      : await app.language.changes({ dialect, before: latest, after: sql }).then(
          (result) => result.changes,
          () => [],
        );
  const summary = describeChanges(changes);
  const message = await askMessage(
    vscode.l10n.t("Version {0} of {1}", schema.latestVersion + 1, schema.name),
    summary.charAt(0).toUpperCase() + summary.slice(1),
  );
  const params = { path: { id: schema.id } };
  try {
    const { n } = await contentOf(
      work.accounts.api.POST("/v1/schemas/{id}/versions", {
        params,
        body: { sql, message },
        ...ifMatch(schema),
      }),
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

/**
 * Somebody else saved a version that this text does not come from. Resolves when the text of the editor is to go on
 * top: merged, or as it is. Rejects with `Cancelled` else.
 */
async function decideConflict(
  app: App,
  document: vscode.TextDocument,
  project: Project,
  schema: Schema,
  base: number,
): Promise<void> {
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
        label: `$(git-merge) ${vscode.l10n.t("Merge")}`,
        detail: vscode.l10n.t("Brings both together, table by table and column by column, in the editor"),
        value: "merge",
      },
      {
        label: `$(diff) ${vscode.l10n.t("Compare")}`,
        detail: vscode.l10n.t("Shows both sides; take what you want into yours, then save again"),
        value: "compare",
      },
      {
        label: `$(cloud-upload) ${vscode.l10n.t("Save Mine on Top")}`,
        detail: vscode.l10n.t("Theirs stays in the list of versions"),
        value: "save",
      },
      {
        label: `$(go-to-file) ${vscode.l10n.t("Open Theirs")}`,
        detail: vscode.l10n.t("Nothing is saved"),
        value: "open",
      },
    ],
  );
  if (answer === "save") return;
  if (answer === "merge") return mergeInEditor(app, document, project, schema, base);
  if (answer === "open") await vscode.commands.executeCommand("vscode.open", theirs);
  else {
    const title = vscode.l10n.t("{0}: version {1} ↔ yours", schema.name, schema.latestVersion);
    await vscode.commands.executeCommand("vscode.diff", theirs, document.uri, title);
  }
  throw new Cancelled();
}

/** Puts the merge into the editor, where it can be looked at and undone, and asks whether it is to be saved. */
async function mergeInEditor(
  app: App,
  document: vscode.TextDocument,
  project: Project,
  schema: Schema,
  n: number,
): Promise<void> {
  const { links, versions } = app.team;
  const ours = document.getText();
  const [base, theirs] = await Promise.all([
    versions.text(schema.id, n),
    versions.text(schema.id, schema.latestVersion),
  ]);
  const { name, dialect } = schema;
  const words = {
    ours: vscode.l10n.t("Keep Mine"),
    theirs: vscode.l10n.t("Take Theirs"),
    base: vscode.l10n.t("As It Was in Version {0}", n),
  };
  const merged = await mergeVersions(app, { name, dialect, base, ours, theirs, words });
  if (document.getText() !== ours) {
    throw new Refused(vscode.l10n.t("The text was changed during the merge. Save again to merge anew."));
  }
  const edit = minimalEdit(ours, merged.text);
  if (edit) {
    const change = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
    change.replace(document.uri, range, edit.newText);
    await vscode.workspace.applyEdit(change);
  }
  await links.set(document.uri, { projectId: project.id, schemaId: schema.id, n: schema.latestVersion });
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const [error] = merged.errors ?? [];
  if (error) {
    const at = new vscode.Position(error.line, 0);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    throw new Refused(
      vscode.l10n.t(
        "Merged into the editor, not saved: {0} in it. The first: {1} Mend it, then save again.",
        counted.errors(merged.errors?.length ?? 0),
        error.message,
      ),
    );
  }
  const fromThem = merged.changes.filter(({ side }) => side !== "ours");
  await choose(
    vscode.l10n.t(
      "Merged into the editor and proven: {0}",
      describeChanges(fromThem) || vscode.l10n.t("no change"),
    ),
    [
      {
        label: `$(cloud-upload) ${vscode.l10n.t("Save as Version {0}", schema.latestVersion + 1)}`,
        value: true,
      },
      {
        label: `$(eye) ${vscode.l10n.t("Look at It First")}`,
        detail: vscode.l10n.t("Nothing is saved; Undo takes the merge back"),
        value: false,
      },
    ],
  ).then((isWanted) => {
    if (!isWanted) throw new Cancelled();
  });
}

async function askMessage(title: string, value: string): Promise<string> {
  const message = await askText({
    title,
    prompt: vscode.l10n.t("What has changed? Enter alone will do."),
    value: value.slice(0, 2000),
    validateInput: (text) =>
      text.length > 2000 ? vscode.l10n.t("A message has 2000 characters or fewer.") : undefined,
  });
  return message.trim();
}

function done({ team: { work } }: App, message: string): void {
  work.refresh();
  vscode.window.setStatusBarMessage(`$(check) ${message}`, 6000);
}
