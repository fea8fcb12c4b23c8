import * as vscode from "vscode";
import type { GenerateResult } from "../../server/protocol/lsp";
import type { SectionUpdate } from "../../server/protocol/side-file";
import type { LanguageServer } from "../language/language-server";
import type { SideFiles } from "../side-file";

/** The sections of the side file that a generation writes. */
export function generatedSections(brief: string, result: GenerateResult): SectionUpdate {
  const { dialect, provider, model, trace, assumptions, uncovered } = result;
  let from = 0;
  return {
    brief,
    dialect,
    provider: { name: provider, ...(model !== undefined && { model }) },
    trace: trace ?? {},
    assumptions: assumptions.map((text, index) => ({ id: `a${index + 1}`, text, state: "open" })),
    uncovered: uncovered.map((text) => {
      const found = brief.indexOf(text, from);
      const start = found < 0 ? Math.max(0, brief.indexOf(text)) : found;
      from = start;
      return { start, end: start + text.length, text };
    }),
  };
}

/** Keeps the language server knowing what is known beside the open documents. */
export function shareSideFiles(sideFiles: SideFiles, language: LanguageServer): vscode.Disposable {
  const share = async (uri: vscode.Uri) => {
    const file = uri.scheme === "untitled" ? await sideFiles.sections(uri) : null;
    await language.sideFileChanged({ uri: uri.toString(), file });
  };
  const quietly = (uri: vscode.Uri) => {
    share(uri).catch(() => undefined); // A server that is gone is told when it is back.
  };
  return vscode.Disposable.from(
    sideFiles.onDidChange(quietly),
    language.onState((state) => {
      if (state !== "running") return;
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === "untitled") quietly(uri);
    }),
  );
}
