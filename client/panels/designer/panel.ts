import * as vscode from "vscode";
import {
  designerCommands,
  type DesignerState,
  type FromDesigner,
  type ToDesigner,
} from "../../../server/protocol/designer-messages";
import type { App } from "../../app";
import { providerItems } from "../../commands/select-model";
import { dialectLabels } from "../../language/status-item";
import { isDialect, isProvider, settings } from "../../settings";
import { DiagramLink, nameOf } from "../diagram-link";
import { pageOf } from "../page";
import { attachmentEndings, isPicture, largestFile, largestPicture, pictureEndings } from "./attachments";
import { DesignerSession, type SessionHost } from "./session";
import { Trial } from "./trial";

/** How often a page is told what goes on while text streams, in milliseconds. */
const interval = 100;

/** One designer: its page, the document that it shows, and the conversation about it. */
export class DesignerPanel implements vscode.Disposable, SessionHost {
  private readonly disposables: vscode.Disposable[];
  private readonly session: DesignerSession;
  private readonly trial: Trial;
  private link: DiagramLink | undefined;
  private ready = false;
  private timer: NodeJS.Timeout | undefined;
  private providers: DesignerState["providers"] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    uri: vscode.Uri | undefined,
    private readonly app: App,
    /** The editor's own title is that of the file. */
    private readonly isCustomEditor: boolean,
  ) {
    this.session = new DesignerSession(app, this);
    this.trial = new Trial(app.language, (message) => this.post(message));
    const root = vscode.Uri.joinPath(app.context.extensionUri, "dist", "webview");
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    if (uri) this.attach(uri);
    this.disposables = [
      this.session,
      this.trial,
      panel.webview.onDidReceiveMessage((message: FromDesigner) => this.receive(message)),
      vscode.workspace.onDidCloseTextDocument((document) => this.closed(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.uri?.toString()) this.changed();
      }),
      app.language.onChecked(() => this.changed()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("dbscst")) return;
        this.session.followSettings();
        this.changed();
      }),
    ];
    panel.webview.html = pageOf(panel.webview, root, {
      script: "designer",
      title: vscode.l10n.t("Designer"),
    });
  }

  get uri(): vscode.Uri | undefined {
    return this.link?.uri;
  }

  reveal(): void {
    this.panel.reveal();
  }

  attach(uri: vscode.Uri | undefined): void {
    this.link?.dispose();
    this.link = uri && new DiagramLink(this.panel.webview, uri, this.app);
    if (!this.isCustomEditor)
      this.panel.title = uri ? vscode.l10n.t("Designer: {0}", nameOf(uri)) : vscode.l10n.t("Designer");
    this.changed();
  }

  preview(text: string | undefined, before?: string): void {
    const title = vscode.l10n.t("Proposed change");
    this.link?.preview(text, before === undefined ? undefined : { text: before, title });
  }

  arrange(): void {
    this.link?.arrange();
  }

  changed(): void {
    if (this.ready) this.timer ??= setTimeout(() => this.postState(), interval);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.link?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
    this.panel.dispose();
  }

  private receive(message: FromDesigner): void {
    const { session } = this;
    const safely = (work: Promise<unknown>) =>
      work.catch((error: unknown) => this.app.output.error("The designer could not do this.", error));
    switch (message.type) {
      case "designerReady":
        this.ready = true;
        session.restore(message.turns);
        this.postState();
        void safely(this.readProviders());
        void safely(this.readDialect());
        return;
      case "run":
        void safely(session.ask(message.text));
        return;
      case "stop":
        session.stop();
        return;
      case "accept":
      case "discard":
      case "revert":
      case "compare":
        void safely(session[message.type](message.turn));
        return;
      case "confirm":
        session.confirm(message.turn, message.assumption, message.confirmed);
        return;
      case "dialect":
        if (isDialect(message.dialect)) session.chooseDialect(message.dialect);
        this.changed();
        return;
      case "provider":
        if (isProvider(message.provider)) session.chooseProvider(message.provider);
        this.changed();
        return;
      case "attach":
        void safely(this.chooseFile());
        return;
      case "attachFile":
        session.attach(message);
        return;
      case "detach":
        session.detach(message.attachment);
        return;
      case "command":
        if (designerCommands.includes(message.command))
          void vscode.commands.executeCommand(message.command, this.uri).then(() => this.readProviders());
        return;
      case "tryOpen":
      case "tryRun":
      case "tryFill":
      case "tryStop":
      case "tryClose":
        void safely(this.trial.receive(message, this.uri));
        return;
      case "inspect":
        void safely(this.inspect(message.table));
        return;
      case "showText":
        if (this.uri)
          void vscode.window.showTextDocument(this.uri, { viewColumn: this.columnOfText(), preview: false });
        return;
      case "dismiss":
        session.notice = undefined;
        this.changed();
        return;
      default:
        this.link?.receive(message);
    }
  }

  private async inspect(table: string): Promise<void> {
    const { uri } = this;
    if (!uri) return;
    const details = await this.app.language.tableDetails({ uri: uri.toString(), table });
    if (!details) return;
    const { trace = {} } = await this.app.sideFiles.sections(uri);
    const found = Object.entries(trace).flatMap(([id, { sentences }]) =>
      id === table || id.startsWith(`${table}.`) || id.startsWith(`${table}#`)
        ? sentences.map(({ text }) => ({ of: id.slice(table.length + 1), sentence: text }))
        : [],
    );
    this.post({ type: "inspected", inspection: { ...details, table, trace: found } });
  }

  /** Where the text is shown already, else beside. */
  private columnOfText(): vscode.ViewColumn {
    const uri = this.uri?.toString();
    const group = vscode.window.tabGroups.all.find((candidate) =>
      candidate.tabs.some(
        ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri,
      ),
    );
    return group?.viewColumn ?? vscode.ViewColumn.Beside;
  }

  private async chooseFile(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const chosen = await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Attach to the Brief"),
      canSelectMany: true,
      filters: {
        [vscode.l10n.t("Text, samples, schemas and pictures")]: [...attachmentEndings, ...pictureEndings],
      },
      ...(folder && { defaultUri: folder }),
    });
    for (const uri of chosen ?? []) {
      const { size } = await vscode.workspace.fs.stat(uri);
      const name = nameOf(uri);
      const shows = isPicture(name);
      const isTooLarge = size > (shows ? largestPicture : largestFile);
      const bytes = isTooLarge ? new Uint8Array() : await vscode.workspace.fs.readFile(uri);
      this.session.attach(
        shows
          ? { name, size, text: "", picture: `data:;base64,${Buffer.from(bytes).toString("base64")}` }
          : { name, size, text: new TextDecoder().decode(bytes) },
      );
    }
  }

  /** An untitled text that is closed is gone; a file stays, and the server is told of it again. */
  private closed(document: vscode.TextDocument): void {
    if (document.uri.toString() !== this.uri?.toString()) return;
    if (document.isUntitled) this.attach(undefined);
    else void vscode.workspace.openTextDocument(document.uri).then(undefined, () => this.attach(undefined));
  }

  private async readProviders(): Promise<void> {
    const items = await providerItems(this.app);
    this.providers = items.map(({ provider, label, detail }) => ({
      value: provider,
      label,
      ...(detail !== undefined && { description: detail }),
    }));
    this.changed();
  }

  private async readDialect(): Promise<void> {
    const { uri } = this;
    const file = uri?.scheme === "file" ? { uri: uri.toString() } : {};
    // The person's own setting goes before what the folder says.
    if (settings().dialect === "auto")
      this.session.suggestDialect(await this.app.language.newSchemaDialect(file));
    this.changed();
  }

  private postState(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { session, uri } = this;
    const document = vscode.workspace.textDocuments.find(
      (candidate) => candidate.uri.toString() === uri?.toString(),
    );
    const checked = document && this.app.language.lastChecked(document)?.dialect;
    if (isDialect(checked) && document?.getText().trim() !== "" && !session.running)
      session.dialect = checked;
    const state: DesignerState = {
      ...(uri && {
        document: {
          uri: uri.toString(),
          name: nameOf(uri),
          isEmpty: document === undefined || document.getText().trim() === "",
        },
      }),
      dialect: session.dialect,
      dialects: Object.entries(dialectLabels)
        .filter(([value]) => value !== "auto")
        .map(([value, label]) => ({ value, label })),
      provider: session.provider,
      providers: this.providers,
      attachments: session.attachments.map(({ id, name, summary }) => ({ id, name, summary })),
      turns: session.turns,
      ...(session.running && { run: session.running }),
      ...(session.notice !== undefined && { notice: session.notice }),
    };
    this.post({ type: "designer", state });
  }

  private post(message: ToDesigner): void {
    void this.panel.webview.postMessage(message);
  }
}
