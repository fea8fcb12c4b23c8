import * as vscode from "vscode";

/** The part of the built-in Git extension's API that is used (github.com/microsoft/vscode, extensions/git/src/api). */
interface GitExtension {
  getAPI(version: 1): {
    getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null;
  };
}

/** The file as the last commit has it; undefined where Git knows nothing of it, or is not there. */
export async function committedText(uri: vscode.Uri): Promise<string | undefined> {
  if (uri.scheme !== "file") return undefined;
  try {
    const git = await vscode.extensions.getExtension<GitExtension>("vscode.git")?.activate();
    return await git?.getAPI(1).getRepository(uri)?.show("HEAD", uri.fsPath);
  } catch {
    return undefined; // not committed yet, or Git is switched off
  }
}
