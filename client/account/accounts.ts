import path from "node:path";
import * as vscode from "vscode";
import type { Backend } from "../api/backend";
import { createApi, type Api, type Tokens } from "../api/client";
import { Cancelled, SignedOut } from "../api/failure";
import { saying } from "../api/words";
import { AccountFlows } from "./flows";
import { SessionEnded, Sessions, type Session } from "./sessions";

const providerId = "dbscst";

/** Who is signed in, to the editor's Accounts menu and to our own views and commands. */
export class Accounts implements vscode.AuthenticationProvider, vscode.Disposable {
  private readonly sessions: Sessions;
  /** Of the backend on this computer: its tokens go nowhere else, whatever the settings name by now. */
  private readonly localSessions: Sessions;
  private readonly flows: AccountFlows;
  private readonly changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  private readonly currentChange = new vscode.EventEmitter<void>();
  private readonly signedOut = new vscode.EventEmitter<Session>();
  private readonly runningChange = new vscode.EventEmitter<number>();
  private readonly disposables: vscode.Disposable[];
  private known: readonly Session[] = [];
  private currentId: string | undefined;
  private endedId: string | undefined;
  /** Looks follow each other, so that none tells of less than the one before. */
  private looking: Promise<void>;

  readonly onDidChangeSessions = this.changed.event;
  /** Somebody has signed out here, by will. */
  readonly onDidSignOut = this.signedOut.event;
  /** Another account is in use, or none. */
  readonly onDidChangeCurrent = this.currentChange.event;
  /** How many requests of the account in use have no answer yet. */
  readonly onDidChangeRunning = this.runningChange.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    readonly backend: Backend,
  ) {
    const folder = path.join(context.globalStorageUri.fsPath, "account");
    this.sessions = new Sessions(context.secrets, folder, (id) => this.addressOf(id));
    this.localSessions = new Sessions(context.secrets, folder, () => backend.localAddress());
    this.flows = new AccountFlows(backend);
    this.disposables = [
      this.changed,
      this.currentChange,
      this.signedOut,
      this.runningChange,
      vscode.authentication.registerAuthenticationProvider(providerId, "dbscst", this, {
        supportsMultipleAccounts: true,
      }),
      vscode.window.registerUriHandler({ handleUri: (uri) => this.takeLink(uri) }),
      context.secrets.onDidChange(() => void this.look()),
      backend.onDidChange(() => void this.look()),
    ];
    this.looking = Promise.resolve();
    void this.look();
    void this.sessions.tidy();
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  async getSessions(
    _scopes: readonly string[] | undefined,
    { account }: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const sessions = await this.sessions.of(this.backend.id);
    return sessions.filter(({ userId }) => account === undefined || account.id === userId).map(toEditor);
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    return toEditor(await this.signIn());
  }

  async removeSession(id: string): Promise<void> {
    await this.signOut(id);
  }

  /** The account that views and commands act for. */
  async current(): Promise<Session | undefined> {
    await this.looking;
    return this.now;
  }

  /** The same at this very moment; undefined also as long as nobody has looked yet. */
  get now(): Session | undefined {
    return this.known.find(({ id }) => id === this.currentId) ?? this.known.at(-1);
  }

  /** All accounts that are signed in to this backend. */
  async all(): Promise<readonly Session[]> {
    await this.looking;
    return this.known;
  }

  /** The tokens of the account in use. */
  readonly tokens: Tokens = {
    access: async () => (await this.tokensNow()).access(),
    renew: async (refused) => (await this.tokensNow()).renew(refused),
    asNow: async () => this.tokensNow(),
  };

  /** The routes in the name of the account in use; each request rejects with `SignedOut` when there is none. */
  readonly api: Api = createApi({
    address: () => this.backend.address(),
    tokens: this.tokens,
    onRunning: (running) => this.runningChange.fire(running),
  });

  /** The routes of the backend on this computer, in the name of whoever is signed in there; undefined when nobody is. */
  async localApi(): Promise<Api | undefined> {
    const session = (await this.localSessions.of("local")).at(-1);
    if (!session) return undefined;
    return createApi({
      address: () => this.backend.localAddress(),
      tokens: {
        access: async () => this.localSessions.access(session.id),
        renew: async (refused) => this.localSessions.renew(session.id, refused),
      },
    });
  }

  /** The account in use; who is signed out is asked to sign in first. Rejects with `Cancelled`. */
  async require(): Promise<Session> {
    const current = await this.current();
    if (current) return current;
    const signIn = vscode.l10n.t("Sign In");
    const signUp = vscode.l10n.t("Sign Up");
    const chosen = await vscode.window.showQuickPick(
      [
        { label: signIn, detail: vscode.l10n.t("With the account that you have on {0}", this.backend.name) },
        { label: signUp, detail: vscode.l10n.t("Make an account on {0}", this.backend.name) },
      ],
      { title: vscode.l10n.t("Projects need an account") },
    );
    if (!chosen) throw new Cancelled();
    return chosen.label === signIn ? this.signIn() : this.signUp();
  }

  signIn(email?: string): Promise<Session> {
    return this.once(async () => this.flows.signIn(email));
  }

  signUp(): Promise<Session> {
    return this.once(async () => this.flows.signUp());
  }

  resetPassword(): Promise<Session> {
    return this.once(async () => this.flows.resetPassword());
  }

  /** Ends a session, on the server too if that can be reached. */
  async signOut(id: string): Promise<void> {
    const session = (await this.sessions.of(this.backend.id)).find((candidate) => candidate.id === id);
    if (session && !this.backend.mustStart) {
      const api = createApi({
        address: () => this.addressOf(session.backend),
        tokens: {
          access: async () => this.sessions.access(id),
          renew: async (refused) => this.sessions.renew(id, refused),
        },
        timeout: 3_000,
      });
      await api.POST("/v1/auth/logout").catch(() => undefined);
    }
    await this.sessions.remove(id);
    await this.look();
    if (session) this.signedOut.fire(session);
  }

  async use(session: Session): Promise<void> {
    this.currentId = session.id;
    this.currentChange.fire();
    await this.context.globalState.update(this.currentKey, session.userId);
  }

  private async once(log: () => ReturnType<AccountFlows["signIn"]>): Promise<Session> {
    const backend = this.backend.id;
    // A second row of boxes closes the first one, which then ends by itself.
    const session = await this.sessions.add(backend, await log());
    this.currentId = session.id;
    await this.context.globalState.update(this.currentKey, session.userId);
    await this.look();
    return session;
  }

  private get currentKey(): string {
    return `dbscst.account.${this.backend.id}`;
  }

  /** Of the account that is in use now, for its own backend. */
  private async tokensNow(): Promise<Tokens> {
    const session = await this.current();
    if (!session) throw new SignedOut("Nobody is signed in.");
    const { id, backend } = session;
    const whileInUse = async (token: Promise<string>) => {
      try {
        const given = await token;
        this.assertInUse(backend);
        return given;
      } catch (error) {
        if (error instanceof SessionEnded) void this.sayEnded(id);
        throw error;
      }
    };
    return {
      access: async () => whileInUse(this.sessions.access(id)),
      renew: async (refused) => whileInUse(this.sessions.renew(id, refused)),
    };
  }

  private async addressOf(backend: string): Promise<string> {
    const address = await this.backend.address();
    this.assertInUse(backend);
    return address;
  }

  /** Nothing that one backend gave goes to another. */
  private assertInUse(backend: string): void {
    if (backend !== this.backend.id) throw new Cancelled(vscode.l10n.t("Another server is in use by now."));
  }

  /** Reads what any window has stored, and tells of what is different. */
  private look(): Promise<void> {
    const before = this.looking;
    this.looking = before
      .then(async () => {
        const sessions = await this.sessions.of(this.backend.id);
        const old = this.known;
        const added = sessions.filter(({ id }) => !old.some((other) => other.id === id));
        const removed = old.filter(({ id }) => !sessions.some((other) => other.id === id));
        this.known = sessions;
        const wanted = this.context.globalState.get<string>(this.currentKey);
        if (!sessions.some(({ id }) => id === this.currentId)) {
          this.currentId = (sessions.find(({ userId }) => userId === wanted) ?? sessions.at(-1))?.id;
        }
        void vscode.commands.executeCommand("setContext", "dbscst.signedIn", sessions.length > 0);
        void vscode.commands.executeCommand("setContext", "dbscst.severalAccounts", sessions.length > 1);
        if (added.length + removed.length === 0) return;
        this.changed.fire({ added: added.map(toEditor), removed: removed.map(toEditor), changed: [] });
        this.currentChange.fire();
      })
      .catch(() => undefined);
    return this.looking;
  }

  private takeLink(uri: vscode.Uri): void {
    const token = new URLSearchParams(uri.query).get("token");
    if (uri.path !== "/verify" || token === null) return;
    if (!this.flows.takeLink(token)) void saying(async () => this.confirmAddress(token));
  }

  /** A link that no box waits for: the address is confirmed all the same. */
  private async confirmAddress(token: string): Promise<void> {
    await createApi({ address: () => this.backend.address() }).POST("/v1/auth/verify", { body: { token } });
    const signIn = vscode.l10n.t("Sign In");
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t("Your address is confirmed."),
      signIn,
    );
    if (answer === signIn) await vscode.commands.executeCommand("dbscst.signIn");
  }

  /** Once for each session that ends, however many requests of however many windows found out. */
  private async sayEnded(id: string): Promise<void> {
    if (this.endedId === id) return;
    this.endedId = id;
    if (!(await this.sessions.claimEnd(id))) return;
    const signIn = vscode.l10n.t("Sign In");
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("Your dbscst session has ended."),
      signIn,
    );
    if (answer === signIn) await vscode.commands.executeCommand("dbscst.signIn");
  }
}

function toEditor({ id, accessToken, userId, name, email }: Session): vscode.AuthenticationSession {
  return { id, accessToken, scopes: [], account: { id: userId, label: `${name} (${email})` } };
}
