import assert from "node:assert/strict";
import * as vscode from "vscode";
import { SideFiles } from "../../../client/side-file";
import { closeEditor, openText } from "./extension";

/** The state of a workspace, which ends with the test. */
class Memory implements vscode.Memento {
  private readonly values = new Map<string, unknown>();
  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get<T>(key: string, otherwise?: T): T {
    return (this.values.has(key) ? this.values.get(key) : otherwise) as T;
  }
  update(key: string, value: unknown): Thenable<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

describe("what is known beside a schema", () => {
  const output = vscode.window.createOutputChannel("side files", { log: true });
  let folder: vscode.Uri;
  let sideFiles: SideFiles;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  const write = (uri: vscode.Uri, text: string) =>
    vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const text = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const changeOf = (uri: vscode.Uri) =>
    new Promise<void>((resolve) => {
      const listening = sideFiles.onDidChange((which) => {
        if (which.toString() !== uri.toString()) return;
        listening.dispose();
        resolve();
      });
    });

  beforeEach(async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    folder = vscode.Uri.joinPath(root, "side-files");
    await vscode.workspace.fs.createDirectory(folder);
    sideFiles = new SideFiles(new Memory(), output);
  });

  afterEach(async () => {
    sideFiles.dispose();
    await closeEditor();
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  after(() => output.dispose());

  it("is kept for an untitled document, and stands beside the file when that is saved", async () => {
    const target = at("new.sql");
    const untitled = target.with({ scheme: "untitled" });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(untitled));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(untitled, new vscode.Position(0, 0), "CREATE TABLE a (id bigint PRIMARY KEY);\n");
    await vscode.workspace.applyEdit(edit);
    assert.equal(await sideFiles.update(untitled, { brief: "One table." }), true);
    assert.deepEqual(await sideFiles.sections(untitled), { brief: "One table." });
    const arrived = changeOf(target);
    await vscode.workspace.save(untitled);
    await arrived;
    assert.deepEqual(JSON.parse(await text(at("new.brief.json"))), { version: 1, brief: "One table." });
    assert.deepEqual(await sideFiles.sections(target), { brief: "One table." });
  });

  it("follows a file that is renamed, and leaves alone what stands there already", async () => {
    await write(at("a.sql"), "SELECT 1;\n");
    await write(at("b.sql"), "SELECT 2;\n");
    await sideFiles.update(at("a.sql"), { brief: "a" });
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(at("a.sql"), at("c.sql"));
    const arrived = changeOf(at("c.sql"));
    await vscode.workspace.applyEdit(rename);
    await arrived;
    assert.deepEqual(await sideFiles.sections(at("c.sql")), { brief: "a" });
    assert.deepEqual(await sideFiles.sections(at("a.sql")), {});
  });

  it("writes only the sections that it is given, one write after the other", async () => {
    await write(at("a.brief.json"), `{"version":1,"brief":"a","review":{"by":"us"}}`);
    await Promise.all([
      sideFiles.update(at("a.sql"), { dialect: "sqlite" }),
      sideFiles.update(at("a.sql"), ({ brief }) => ({ brief: `${brief ?? ""}b` })),
      sideFiles.update(at("a.sql"), ({ brief }) => ({ brief: `${brief ?? ""}c` })),
    ]);
    assert.deepEqual(JSON.parse(await text(at("a.brief.json"))), {
      version: 1,
      brief: "abc",
      review: { by: "us" },
      dialect: "sqlite",
    });
  });

  it("is read as it was given to be written, though that is still on its way", async () => {
    const writing = sideFiles.update(at("a.sql"), { brief: "a" });
    assert.deepEqual(await sideFiles.sections(at("a.sql")), { brief: "a" });
    await writing;
  });

  it("never overwrites a file that it cannot read", async () => {
    await write(at("a.brief.json"), "<<<<<<< HEAD");
    assert.equal(await sideFiles.update(at("a.sql"), { brief: "a" }), false);
    assert.equal(await text(at("a.brief.json")), "<<<<<<< HEAD");
    assert.equal((await sideFiles.read(at("a.sql"))).kind, "unreadable");
  });

  it("is forgotten with the untitled document that nobody saved", async () => {
    const editor = await openText("SELECT 3;\n");
    const { uri } = editor.document;
    await sideFiles.update(uri, { brief: "a" });
    const closed = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() !== uri.toString()) return;
        listening.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await closed;
    await sideFiles.update(at("other.sql"), { brief: "b" });
    assert.deepEqual(await sideFiles.sections(uri), {});
  });
});
