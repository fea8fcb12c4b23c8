import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Proposals } from "../../../client/generation/proposal";
import { closeEditor } from "./extension";

const before = "CREATE TABLE a (id bigint PRIMARY KEY);\n";
const after = "CREATE TABLE a (id bigint PRIMARY KEY, name text);\n";

describe("what a model proposes for a document", () => {
  let proposals: Proposals;
  let document: vscode.TextDocument;

  /** The text on the right side of the difference in front. */
  const proposed = () => {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    return vscode.workspace.openTextDocument(input.modified);
  };

  beforeEach(async () => {
    await vscode.extensions.getExtension("dbscst.dbscst")?.activate();
    document = await vscode.workspace.openTextDocument({ content: before, language: "sql" });
    // The extension's own answers for the scheme as well, with what it knows; the commands are its own.
    proposals = new Proposals();
  });

  afterEach(async () => {
    proposals.dispose();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await closeEditor();
  });

  it("is SQL to the editor, also for a document without a file", async () => {
    await proposals.ask(document, after, "what would change");
    assert.equal((await proposed()).languageId, "sql");
  });

  it("is accepted or discarded for the difference in front", async () => {
    for (const decision of ["accept", "discard"] as const) {
      const shown = await proposals.ask(document, after, "what would change");
      proposals.decide(undefined, decision);
      assert.equal(await shown.decision, decision);
      await shown.close();
    }
  });

  it("is discarded by whoever closes the difference", async () => {
    const shown = await proposals.ask(document, after, "what would change");
    await shown.close();
    assert.equal(await shown.decision, "discard");
  });
});
