import * as vscode from "vscode";
import { baseUrlIsFromWorkspace, settings } from "../settings";

const secret = "dbscst.openai.apiKey";
const trusted = "dbscst.trustedEndpoints";

/** The key of the OpenAI API, in the editor's secret storage and nowhere else. */
export class ApiKey {
  constructor(private readonly context: vscode.ExtensionContext) {}

  get(): Thenable<string | undefined> {
    return this.context.secrets.get(secret);
  }

  set(key: string): Thenable<void> {
    return this.context.secrets.store(secret, key);
  }

  clear(): Thenable<void> {
    return this.context.secrets.delete(secret);
  }

  /**
   * The key, where it may go to the base URL in use. A URL that a workspace brought gets it only after the person
   * said so, once for each origin: otherwise whoever writes a repository could collect the keys of those who open it.
   */
  async forEndpoint(): Promise<string | undefined> {
    const key = await this.get();
    if (key === undefined || !baseUrlIsFromWorkspace()) return key;
    const { baseUrl } = settings();
    const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
    const known = this.context.globalState.get<readonly string[]>(trusted, []);
    if (origin === "" || known.includes(origin)) return key;
    const send = vscode.l10n.t("Send the Key");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("This workspace asks for your API key to be sent to {0}.", origin),
      {
        modal: true,
        detail: vscode.l10n.t(
          "The setting dbscst.openai.baseUrl comes from the workspace, not from your own settings. Send the key only if you know who runs this server.",
        ),
      },
      send,
    );
    if (answer !== send) return undefined;
    await this.context.globalState.update(trusted, [...known, origin]);
    return key;
  }
}
