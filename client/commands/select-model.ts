import * as vscode from "vscode";
import type { App } from "../app";
import { editorModel } from "../generation/editor-model";
import { settings, type ProviderSetting } from "../settings";
import type { Command } from "./command";

export interface ProviderItem extends vscode.QuickPickItem {
  readonly provider: ProviderSetting;
}

/** Chooses who writes schemas and, for the OpenAI API, which model. */
export const selectModel: Command = {
  name: "selectModel",
  async run(app) {
    const chosen = await vscode.window.showQuickPick(await providerItems(app), {
      title: vscode.l10n.t("Who writes the schemas?"),
    });
    if (!chosen) return;
    const configuration = vscode.workspace.getConfiguration("dbscst");
    if (chosen.provider === "backend" && !(await app.team.accounts.current())) {
      await vscode.commands.executeCommand("dbscst.signIn");
      if (!(await app.team.accounts.current())) return;
    }
    if (chosen.provider !== "openai") {
      await configuration.update("generation.provider", chosen.provider, vscode.ConfigurationTarget.Global);
      return;
    }
    if ((await app.apiKey.get()) === undefined && settings().baseUrl === "") {
      await vscode.commands.executeCommand("dbscst.setApiKey");
      if ((await app.apiKey.get()) === undefined) return;
    }
    const model = await chooseModel(app);
    if (model === undefined) return;
    await configuration.update("generation.provider", "openai", vscode.ConfigurationTarget.Global);
    await configuration.update("openai.model", model, vscode.ConfigurationTarget.Global);
  },
};

/** Who can write schemas, the chosen one marked. */
export async function providerItems({ apiKey, team }: App): Promise<ProviderItem[]> {
  const { provider, model, baseUrl } = settings();
  const hasKey = (await apiKey.get()) !== undefined;
  const editor = await editorModel();
  const session = await team.accounts.current();
  const server = baseUrl === "" ? "api.openai.com" : baseUrl;
  const items: ProviderItem[] = [
    {
      provider: "auto",
      label: vscode.l10n.t("Automatic"),
      detail:
        hasKey || baseUrl !== ""
          ? vscode.l10n.t("Takes the OpenAI API, since a key or a server is set")
          : editor
            ? vscode.l10n.t("Takes the editor's own model, until an API key is set")
            : vscode.l10n.t("Takes the built-in generator, until an API key is set"),
    },
    {
      provider: "openai",
      label: vscode.l10n.t("OpenAI API or a compatible server"),
      detail: [server, model, hasKey ? "" : vscode.l10n.t("no key is set")]
        .filter((part) => part !== "")
        .join(" · "),
    },
    {
      provider: "editor",
      label: vscode.l10n.t("The editor's own model"),
      detail: editor?.name ?? vscode.l10n.t("the editor offers none; sign in to one in VS Code"),
    },
    {
      provider: "backend",
      label: vscode.l10n.t("The team's server"),
      detail: session
        ? vscode.l10n.t("{0}, with its own model, as {1}", team.backend.name, session.email)
        : vscode.l10n.t("{0}; sign in to it first", team.backend.name),
    },
    {
      provider: "builtin",
      label: vscode.l10n.t("Built-in generator"),
      detail: vscode.l10n.t("Works offline, needs no key; understands plain English"),
    },
  ];
  return items.map((item) =>
    item.provider === provider ? { ...item, description: vscode.l10n.t("current") } : item,
  );
}

/** The models that the server offers; where it offers no list, the name is typed. */
async function chooseModel(app: App): Promise<string | undefined> {
  const models = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Asking for the models…"),
      cancellable: true,
    },
    (_progress, token) => modelsOf(app, token),
  );
  const { model } = settings();
  if (models.length > 0) {
    const other = `$(edit) ${vscode.l10n.t("Another model…")}`;
    const labels = models.map((label) => ({
      label,
      ...(label === model && { description: vscode.l10n.t("current") }),
    }));
    const picked = await vscode.window.showQuickPick([...labels, { label: other }], {
      title: vscode.l10n.t("Which model?"),
    });
    if (picked?.label !== other) return picked?.label;
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Name of the model"),
    value: model,
    validateInput: (value) => (value.trim() === "" ? vscode.l10n.t("Type the name of a model.") : undefined),
  });
  return typed?.trim();
}

async function modelsOf(app: App, token: vscode.CancellationToken): Promise<readonly string[]> {
  const endpoint = await app.apiKey.endpoint();
  if (!endpoint) return [];
  try {
    return await app.language.listModels({ openai: endpoint }, token);
  } catch (error) {
    if (token.isCancellationRequested) return [];
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The server gave no list of models: {0}",
        error instanceof Error ? error.message : String(error),
      ),
    );
    return [];
  }
}
