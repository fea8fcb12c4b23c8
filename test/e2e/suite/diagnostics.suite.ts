import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEditor, codeOf, errorsAt, openText, problemsUntil, replaceText } from "./extension";

const hasCode = (code: string) => (problems: readonly vscode.Diagnostic[]) =>
  problems.some((problem) => codeOf(problem.code) === code);

const noErrors = (problems: readonly vscode.Diagnostic[]) =>
  problems.every(({ severity }) => severity !== vscode.DiagnosticSeverity.Error);

describe("problems of a schema", () => {
  afterEach(closeEditor);

  it("finds the two faults of the sample where they are", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, "shop.sql"));
    await vscode.window.showTextDocument(document);
    const problems = await problemsUntil(
      document.uri,
      (found) => hasCode("42P01")(found) && hasCode("42703")(found),
    );
    assert.deepEqual(errorsAt(document, problems), [
      { at: "customers", code: "42P01", source: "dbscst" },
      { at: "title", code: "42703", source: "dbscst" },
    ]);
  });

  it("says what PostgreSQL says of a foreign key whose types differ, and takes it back when mended", async () => {
    const broken = `CREATE TABLE parent (id bigint PRIMARY KEY);
CREATE TABLE child (id bigint PRIMARY KEY, parent_id uuid REFERENCES parent (id));
`;
    const editor = await openText(broken);
    const problems = await problemsUntil(editor.document.uri, hasCode("42804"));
    const [error] = problems.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.match(error?.message ?? "", /foreign key constraint "child_parent_id_fkey" cannot be implemented/);
    await replaceText(editor, broken.replace("uuid", "bigint"));
    await problemsUntil(editor.document.uri, noErrors);
  });

  it("shows a syntax error without hiding the one after it", async () => {
    const { document } = await openText(`CREATE TABEL a (id bigint);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint REFERENCES missing (id));
`);
    const problems = await problemsUntil(
      document.uri,
      (found) => hasCode("42601")(found) && hasCode("42P01")(found),
    );
    assert.deepEqual(errorsAt(document, problems), [
      { at: "TABEL", code: "42601", source: "dbscst" },
      { at: "missing", code: "42P01", source: "dbscst" },
    ]);
  });
});
