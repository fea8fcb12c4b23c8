import * as vscode from "vscode";
import type { EditorModelParams, EditorModelResult } from "../../server/protocol/lsp";

/** The language model of the editor that is asked for schemas: the first that it offers. Undefined where it has none. */
export async function editorModel(): Promise<vscode.LanguageModelChat | undefined> {
  const [model] = await vscode.lm.selectChatModels();
  return model;
}

/** Asks the editor's model on behalf of the language server. What the editor says no to is a result. */
export async function askEditorModel(
  { messages }: EditorModelParams,
  onText: (text: string) => void,
  token: vscode.CancellationToken,
): Promise<EditorModelResult> {
  const model = await editorModel();
  if (!model)
    return {
      failure: "unavailable",
      message: vscode.l10n.t(
        "The editor offers no language model. Sign in to one in VS Code, or choose another provider.",
      ),
    };
  try {
    const conversation = messages.map(({ role, content }) =>
      // The editor's models know no system role; its words come first as the person's.
      role === "assistant"
        ? vscode.LanguageModelChatMessage.Assistant(content)
        : vscode.LanguageModelChatMessage.User(content),
    );
    const justification = vscode.l10n.t("dbscst asks it to write the schema that you described.");
    const response = await model.sendRequest(conversation, { justification }, token);
    for await (const text of response.text) onText(text);
    return { model: model.name };
  } catch (error) {
    if (token.isCancellationRequested || !(error instanceof vscode.LanguageModelError)) throw error;
    return { failure: failureOf(error), message: `${model.name}: ${error.message}` };
  }
}

function failureOf({ code }: vscode.LanguageModelError): "unavailable" | "unauthorized" | "server" {
  switch (code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return "unauthorized";
    case vscode.LanguageModelError.NotFound.name:
    case vscode.LanguageModelError.Blocked.name:
      return "unavailable";
    default:
      return "server";
  }
}
