import * as vscode from "vscode";
import type { FromDiagram } from "../../server/protocol/diagram-messages";

type Save = Extract<FromDiagram, { type: "save" }>;

const endings: Record<Save["format"], string> = { svg: "svg", png: "png", mermaid: "mmd" };

/** Asks where the picture goes and writes it there. */
export async function saveDiagram(source: vscode.Uri, { format, data }: Save): Promise<void> {
  const ending = endings[format];
  const name = (source.path.split("/").at(-1) ?? "schema").replace(/\.[^.]*$/, "");
  const folder =
    source.scheme === "untitled"
      ? vscode.workspace.workspaceFolders?.[0]?.uri
      : vscode.Uri.joinPath(source, "..");
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Diagram"),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${ending}`) }),
    filters: { [format === "mermaid" ? "Mermaid" : format.toUpperCase()]: [ending] },
  });
  if (!target) return;
  const bytes = format === "png" ? Buffer.from(data, "base64") : Buffer.from(data, "utf8");
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
    vscode.window.setStatusBarMessage(
      `$(check) ${vscode.l10n.t("Saved {0}", vscode.workspace.asRelativePath(target))}`,
      4_000,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t("The diagram could not be saved: {0}", reason));
  }
}
