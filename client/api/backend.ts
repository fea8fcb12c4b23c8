import { randomBytes } from "node:crypto";
import path from "node:path";
import * as vscode from "vscode";
import { Unreachable } from "./failure";
import { LocalBackend } from "./local-backend";

const secretName = "dbscst.localBackendKey";

/** Which backend the settings name: a team's server, or the one on this computer, started on first need. */
export class Backend implements vscode.Disposable {
  private readonly local: LocalBackend;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  private known = configured();

  /** The settings name another one. */
  readonly onDidChange = this.changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.local = new LocalBackend({
      script: context.asAbsolutePath("dist/local-backend.js"),
      folder: path.join(context.globalStorageUri.fsPath, "backend"),
      secretKey: async () => {
        const kept = await context.secrets.get(secretName);
        if (kept !== undefined) return kept;
        const made = randomBytes(32).toString("hex");
        await context.secrets.store(secretName, made);
        return made;
      },
    });
    this.disposables = [
      this.changed,
      this.local,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("dbscst.backend.url") || configured() === this.known) return;
        this.known = configured();
        this.changed.fire();
      }),
    ];
  }

  /** What accounts and documents are kept apart by: nothing that one backend gave goes to another. */
  get id(): string {
    return this.isLocal ? "local" : normalized(this.known);
  }

  get isLocal(): boolean {
    return this.known === "";
  }

  /** How people call it. */
  get name(): string {
    return this.isLocal ? vscode.l10n.t("this computer") : hostOf(this.known);
  }

  /** Whether asking it means starting it first. */
  get mustStart(): boolean {
    return this.isLocal && !this.local.isRunning;
  }

  /** Where the local backend puts the mails that it has nobody to send for; undefined for a server. */
  get outbox(): string | undefined {
    return this.isLocal ? path.join(this.local.dataFolder, "outbox") : undefined;
  }

  /** Of the one on this computer, whatever the settings name; starts it. */
  localAddress(): Promise<string> {
    return this.local.url();
  }

  /** Its address, without a slash at the end. Rejects with `Unreachable`. */
  async address(): Promise<string> {
    if (this.isLocal) return this.local.url();
    const url = URL.canParse(this.known) ? new URL(this.known) : undefined;
    if (url?.protocol !== "http:" && url?.protocol !== "https:") {
      throw new Unreachable("address", "It is no http or https address.", this.known);
    }
    return normalized(this.known);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}

function configured(): string {
  const value = vscode.workspace.getConfiguration("dbscst").get<unknown>("backend.url");
  return typeof value === "string" ? value.trim() : "";
}

function normalized(text: string): string {
  if (!URL.canParse(text)) return text;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`.replace(/\/+$/, "");
}

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host || text : text;
}
