import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extension } from "./extension";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe("activation", () => {
  it("comes up within ten seconds", async () => {
    const started = Date.now();
    await extension().activate();
    assert.ok(extension().isActive);
    assert.ok(Date.now() - started < 10_000, `took ${Date.now() - started} ms`);
  });

  it("registers every command that the manifest offers", async () => {
    await extension().activate();
    const manifest = extension().packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
