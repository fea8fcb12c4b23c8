import * as vscode from "vscode";
import { baseUrlIsFromWorkspace, settings } from "../settings";

const secret = "dbscst.openai.apiKey";
const trusted = "dbscst.trustedEndpoints";

export interface Endpoint {
  readonly apiKey?: string;
  /** OpenAI's own where absent. */
  readonly baseUrl?: string;
}

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
   * Where the OpenAI API is and the key for it; undefined when the person does not want a key to go there. A URL that
   * a workspace brought gets a key, also the one of the environment, only after the person said so, once for each
   * origin: otherwise whoever writes a repository could collect the keys of those who open it.
   */
  async endpoint(): Promise<Endpoint | undefined> {
    const key = await this.get();
    const { baseUrl } = settings();
    const hasKey = key !== undefined || (process.env.OPENAI_API_KEY ?? "") !== "";
    if (hasKey && baseUrl !== "" && baseUrlIsFromWorkspace() && !(await this.consent(baseUrl)))
      return undefined;
    return { ...(key !== undefined && { apiKey: key }), ...(baseUrl !== "" && { baseUrl }) };
  }

  private async consent(baseUrl: string): Promise<boolean> {
    const origin = URL.canParse(baseUrl) ? new URL(baseUrl).origin : baseUrl;
    const known = this.context.globalState.get<readonly string[]>(trusted, []);
    if (known.includes(origin)) return true;
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
    if (answer !== send) return false;
    await this.context.globalState.update(trusted, [...known, origin]);
    return true;
  }
}
