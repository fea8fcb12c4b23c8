// A workbench as a person sees it: what the tests do with it, and what they read off it.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Frame, FrameLocator, Locator, Page } from "playwright-core";
import { out, root } from "../../../scripts/setup/paths.mjs";
import { ensureBrowserBuild } from "../../../scripts/setup/vscode.mjs";
import { startServer } from "../../../scripts/workbench/server.mjs";
import { placeInLine } from "./place-in-line.mjs";
import { launchChromium } from "./browser.mjs";
import { scratchFolder } from "./scratch.mjs";

const shots = path.join(out, "shots");

export interface WorkbenchOptions {
  /** The person's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of the sample workspace to open. */
  readonly open?: readonly string[];
  /** Files that the workspace has besides, by their path in it. */
  readonly files?: Readonly<Record<string, string>>;
  /** The person has not said that the workspace can be trusted. */
  readonly untrusted?: boolean;
}

/** Opens the built extension, installed as from a marketplace, on a fresh copy of the sample workspace. */
export async function openWorkbench(
  options: WorkbenchOptions | Promise<WorkbenchOptions> = {},
): Promise<Workbench> {
  // The browser and the servers that the options name start at the same time.
  const [browser, { settings = {}, open = [], files = {}, untrusted = false }] = await Promise.all([
    launchChromium(),
    options,
  ]);
  const scratch = await scratchFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(scratch.workspace, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  const server = await startServer({
    build: await ensureBrowserBuild(),
    dataFolder: scratch.dataFolder,
    folder: scratch.workspace,
    extension: root,
    open,
    settings,
    trust: !untrusted,
  });
  const newContext = async () => {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.origin });
    return context;
  };
  const openPage = async (known?: BrowserContext) => {
    const page = await (known ?? (await newContext())).newPage();
    // Generous: nothing here measures speed, and a machine may be busy with other things.
    page.setDefaultTimeout(45_000);
    await page.goto(server.url);
    await page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 120_000 });
    return page;
  };
  const place: Place = {
    workspace: scratch.workspace,
    settingsFile: path.join(scratch.dataFolder, "data/User/settings.json"),
    url: server.url,
  };
  return new Workbench(await openPage(), place, openPage, async () => {
    await Promise.all([browser.close(), server.stop()]);
    await scratch.remove();
  });
}

/** Where what a window shows is on disk, and its address. */
interface Place {
  readonly workspace: string;
  readonly settingsFile: string;
  /** The person's settings, once they have been changed. */
  settings?: object;
  readonly url: string;
}

export class Workbench {
  constructor(
    readonly page: Page,
    private readonly place: Place,
    private readonly openPage: (known?: BrowserContext) => Promise<Page>,
    private readonly end: () => Promise<void>,
  ) {}

  /** The copy of the sample workspace on disk. */
  get workspace(): string {
    return this.place.workspace;
  }

  /** Another person's window on the same folder, beside this one; closed with it. */
  async beside(): Promise<Workbench> {
    return new Workbench(await this.openPage(), this.place, this.openPage, () => Promise.resolve());
  }

  /** A second window of the same person on the same folder; closed with it. */
  async another(): Promise<Workbench> {
    const page = await this.openPage(this.page.context());
    return new Workbench(page, this.place, this.openPage, () => Promise.resolve());
  }

  close(): Promise<void> {
    return this.end();
  }

  /** Loads the page anew, as a person who closes the browser and comes back. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 120_000 });
  }

  /** Takes the folder out of the window. */
  async closeFolder(): Promise<void> {
    await this.page.goto(this.place.url.replace(/&folder=.*/, "&ew=true"));
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout: 120_000 });
  }

  /** Changes the person's settings, in the file that the editor opens for that. */
  async changeSetting(name: string, value: unknown): Promise<void> {
    const { place } = this;
    // Read before the first change only: the editor closes brackets that are closed already.
    place.settings ??= JSON.parse(await readFile(place.settingsFile, "utf8")) as object;
    place.settings = { ...place.settings, [name]: value };
    await this.run("Preferences: Open User Settings (JSON)");
    const dialog = this.page.locator(".monaco-modal-editor-block", { hasText: "settings.json" });
    await dialog.locator(".view-line").first().click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(JSON.stringify(place.settings));
    await this.page.keyboard.press("Control+S");
    await this.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  }

  /** Runs a command from the palette by its title. */
  async run(title: string): Promise<void> {
    const widget = this.page.locator(".quick-input-widget:visible");
    const input = widget.locator(".quick-input-box input");
    for (let attempt = 1; ; attempt++) {
      // A machine that is busy is given more time.
      const timeout = 2_000 * attempt;
      try {
        // A palette that is still closing swallows the key.
        await widget
          .waitFor({ state: "hidden", timeout: 2_000 })
          .catch(() => this.page.keyboard.press("Escape"));
        await this.page.keyboard.press("F1");
        await input.waitFor({ timeout });
        await input.fill(`>${title}`, { timeout });
        await widget
          .locator(".monaco-list-row", { hasText: title })
          .first()
          .waitFor({ timeout: timeout + 1_000 });
        await this.page.keyboard.press("Enter");
        return;
      } catch (error) {
        if (attempt === 5) throw error;
      }
    }
  }

  /** The input or pick list that a command opened, once it shows the given words. */
  async quickInput(hasText: string | RegExp): Promise<Locator> {
    const widget = this.page.locator(".quick-input-widget:visible", { hasText });
    await widget.waitFor();
    return widget;
  }

  /** Answers the input box that shows the given words (its title or prompt). */
  async answer(prompt: string | RegExp, text: string): Promise<void> {
    const widget = await this.quickInput(prompt);
    await widget.locator(".quick-input-box input").fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Takes the entry with the given words from the pick list that is open. */
  async pick(entry: string | RegExp): Promise<void> {
    const row = this.page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: entry }).first();
    await row.click();
  }

  /** A notification with the given words. */
  async toast(hasText: string | RegExp, timeout?: number): Promise<Locator> {
    const toast = this.page.locator(".notification-toast", { hasText }).first();
    await toast.waitFor(timeout === undefined ? {} : { timeout });
    return toast;
  }

  /** Presses a button of a notification. */
  async press(toast: string | RegExp, button: string): Promise<void> {
    await (await this.toast(toast)).locator(".monaco-button", { hasText: button }).click();
  }

  /** Presses a button of a notification that has gone from view, in the list behind the bell. */
  async pressInCenter(notification: string | RegExp, button: string): Promise<void> {
    await this.run("Notifications: Show Notifications");
    const item = this.page.locator(".notifications-center .notification-list-item", {
      hasText: notification,
    });
    await item.first().locator(".monaco-button", { hasText: button }).click();
  }

  /** Presses a key until it has led to what is expected: a tree that draws itself anew may swallow one. */
  async pressUntil(key: string, expected: Locator): Promise<void> {
    for (let attempt = 1; !(await expected.first().isVisible()); attempt++) {
      await this.page.keyboard.press(key);
      try {
        await expected.first().waitFor({ timeout: 3_000 });
      } catch (error) {
        if (attempt === 8) throw error;
      }
    }
  }

  /** Opens a file of the workspace by the quick open box. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press("Control+P");
    const input = this.page.locator(".quick-input-widget:visible .quick-input-box input");
    await input.fill(name);
    await this.page
      .locator(".quick-input-widget:visible .monaco-list-row", { hasText: name })
      .first()
      .waitFor();
    await this.page.keyboard.press("Enter");
    await this.tab(name).waitFor();
    await this.editor().locator(".view-line").first().waitFor();
  }

  /** The text editor that has the keyboard, or had it last. */
  editor(): Locator {
    return this.page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  }

  /** The tab that is in front in the group of editors in use. */
  tab(name: string | RegExp): Locator {
    return this.page.locator(".editor-group-container.active .tabs-container .tab.active", { hasText: name });
  }

  /** A line of the editor that is in view. */
  line(hasText: string | RegExp): Locator {
    return this.editor().locator(".view-line", { hasText }).first();
  }

  /** The whole text of the active editor, through the clipboard as a person would take it. */
  async editorText(): Promise<string> {
    await this.editor().locator(".native-edit-context, textarea.inputarea").first().focus();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Control+C");
    await this.page.keyboard.press("Control+Home");
    return this.page.evaluate("navigator.clipboard.readText()");
  }

  /** Puts the cursor at a place (both from 1), with the editor focused. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator(".quick-input-widget:visible .quick-input-box input");
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  squiggles(severity: "error" | "warning" | "info"): Locator {
    return this.editor().locator(`.squiggly-${severity}`);
  }

  /** Takes an entry of the menu that a right click opens; a menu that does not have it yet is opened again. */
  async contextMenu(target: Locator, entry: string): Promise<void> {
    const menu = this.page.locator(".monaco-menu");
    for (let attempt = 1; ; attempt++) {
      const timeout = 3_000 * attempt;
      try {
        if (!(await menu.isVisible())) await target.click({ button: "right" });
        await menu.locator(".action-item", { hasText: entry }).click({ timeout });
        // A menu that has only just opened takes no click.
        await menu.waitFor({ state: "hidden", timeout });
        return;
      } catch (error) {
        if (attempt === 5) throw error;
        // What may be done to a thing is shown by the menus that are opened after it is known.
        if (!(await menu.locator(".action-item", { hasText: entry }).isVisible()))
          await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Opens the quick fixes at the cursor, and again until the one with the given words is offered. */
  async quickFix(hasText: string): Promise<Locator> {
    const fix = this.page.locator(".action-widget .action", { hasText }).first();
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press("Control+.");
      try {
        await fix.waitFor({ timeout: 5_000 });
        return fix;
      } catch (error) {
        // What offers it may still wait for an answer, from the language server or from the backend.
        if (attempt === 8) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  /** Rests the mouse on a word of the editor and gives the text of what pops up. */
  async hover(line: string | RegExp, word: string): Promise<string> {
    const popup = this.page.locator(".monaco-hover:visible").first();
    for (let attempt = 1; ; attempt++) {
      const { x, y } = await this.placeOf(line, word);
      // Away first: a pointer that is already there does not rest anew.
      await this.page.mouse.move(x, y + 200);
      await this.page.mouse.move(x, y, { steps: 5 });
      try {
        await popup.waitFor({ timeout: 4_000 });
        return (await popup.innerText()).replace(/\s+/g, " ");
      } catch (error) {
        // What is drawn above a line, late, moves the line away from under the pointer.
        if (attempt === 5) throw error;
      }
    }
  }

  /** The middle of a word on the screen, however its line is cut into coloured pieces. */
  private async placeOf(line: string | RegExp, word: string): Promise<{ x: number; y: number }> {
    const place = await this.line(line).evaluate(placeInLine, word);
    if (!place) throw new Error(`"${word}" is not in view`);
    return place;
  }

  /** A row of a tree in the side bar. */
  row(hasText: string | RegExp): Locator {
    return this.page.locator(".sidebar .monaco-list-row", { hasText }).first();
  }

  /** A button in the side bar. */
  button(hasText: string): Locator {
    return this.page.locator(".sidebar .monaco-button", { hasText }).first();
  }

  /** Opens the views of projects and tasks and signs in there. */
  async signIn(email: string, password: string): Promise<void> {
    await this.run("View: Show dbscst");
    await this.button("Sign In").click();
    await this.answer(/The address of your account/, email);
    await this.answer(/The password of/, password);
    await this.button("Sign In").waitFor({ state: "hidden" });
  }

  /** The item in the status bar that tells of the check. */
  status(): Locator {
    return this.page.locator('.statusbar-item[id$="dbscst.status"]').first();
  }

  /** The page inside of the webview that is shown. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** The same, for running scripts in it. */
  async webviewFrame(): Promise<Frame> {
    const element = await this.page
      .frameLocator("iframe.webview.ready")
      .locator("#active-frame")
      .elementHandle();
    const frame = await element.contentFrame();
    if (!frame) throw new Error("No webview is shown.");
    return frame;
  }

  /** The line and column of the cursor, as the status bar tells them. */
  async cursor(): Promise<string> {
    return this.page.locator('.statusbar-item[id="status.editor.selection"]').innerText();
  }

  /**
   * Saves what is on the screen as out/shots/NAME-light.png and NAME-dark.png. The settings must let the editor follow
   * the system (`window.autoDetectColorScheme`), so that no box closes for it.
   */
  async pictures(name: string): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page
        .locator(colorScheme === "light" ? ".monaco-workbench.vs" : ".monaco-workbench.vs-dark")
        .waitFor();
      await this.screenshot(`${name}-${colorScheme}`);
    }
  }

  /** Saves what is on the screen as out/shots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    await mkdir(shots, { recursive: true });
    // What is on its way to another colour is there.
    await this.page.screenshot({ path: path.join(shots, `${name}.png`), animations: "disabled" });
  }
}
