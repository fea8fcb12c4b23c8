import { TOTP } from "otpauth";
import { afterAll, expect } from "vitest";
import { startPostgres } from "../../backend/postgres-server";
import { scenario } from "../rig/scenario";
import { password, TeamServer } from "../rig/team-server";
import type { Workbench } from "../rig/workbench";

const newPassword = "granite teapot migrates slowly";
const address = "ada@example.com";

let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;
let started: TeamServer | undefined;
let secret = "";
afterAll(async () => {
  await started?.remove();
  await postgres?.stop();
});

function server(): TeamServer {
  if (!started) throw new Error("there is no server");
  return started;
}

function button(workbench: Workbench, name: string) {
  return workbench.page.locator(".sidebar .monaco-button", { hasText: name }).first();
}

/** The button of a box's title bar. */
function boxButton(workbench: Workbench, name: string) {
  return workbench.page.locator(`.quick-input-widget:visible .action-label[aria-label*='${name}']`).first();
}

async function signInAs(workbench: Workbench, secretWord: string) {
  await button(workbench, "Sign In").click();
  await workbench.answer(/The address of your account/, address);
  await workbench.answer(/The password of ada/, secretWord);
}

async function signOut(workbench: Workbench) {
  await workbench.run("dbscst: Sign Out");
  await button(workbench, "Sign In").waitFor();
}

scenario(
  "an account on a team's server with mail, on PostgreSQL",
  async () => {
    postgres = await startPostgres();
    started = await TeamServer.start({ verify: true, databaseUrl: `${postgres.url}postgres` });
    return { settings: { "dbscst.backend.url": started.url, "workbench.colorTheme": "Default Dark Modern" } };
  },
  (step) => {
    step("the code of the mail is typed", async (workbench) => {
      await workbench.run("View: Show dbscst");
      await button(workbench, "Sign Up").click();
      await workbench.answer(/e-mail address/, address);
      await workbench.answer(/Your name/, "Ada");
      await workbench.answer(/A password of 10/, password);
      const box = await workbench.quickInput(/A mail is on its way/);
      await workbench.screenshot("flows-verify");
      const { code = "" } = await server().mail(address);
      await box.locator("input").fill("00000000");
      await workbench.page.keyboard.press("Enter");
      await expect
        .poll(async () => (await workbench.quickInput(/Sign up/)).innerText(), { timeout: 30_000 })
        .toMatch(/code|expired|wrong/i);
      await workbench.screenshot("flows-wrong-code");
      await (await workbench.quickInput(/Sign up/)).locator("input").fill(code);
      await workbench.page.keyboard.press("Enter");
      await button(workbench, "New Project").waitFor();
    });

    step("a second factor is set up, and asked for at the next log-in", async (workbench) => {
      await workbench.run("dbscst: Set Up Second Factor");
      const box = await workbench.quickInput(/Add this key/);
      secret = await box.locator("input").inputValue();
      await workbench.screenshot("flows-factor-key");
      await workbench.page.keyboard.press("Enter");
      await workbench.answer(/authenticator shows now/, new TOTP({ secret }).generate());
      await workbench.line(/Recovery/).waitFor();
      await workbench.screenshot("flows-recovery-codes");
      const recovery = (await workbench.editorText()).split("\n")[3]?.trim() ?? "";
      await signOut(workbench);
      await signInAs(workbench, password);
      const factor = await workbench.quickInput(/one of your recovery codes/);
      await factor.locator("input").fill("000000");
      await workbench.page.keyboard.press("Enter");
      await expect
        .poll(async () => (await workbench.quickInput(/Sign in/)).innerText(), { timeout: 30_000 })
        .toMatch(/wrong/i);
      await workbench.screenshot("flows-factor-wrong");
      await (await workbench.quickInput(/Sign in/)).locator("input").fill(recovery);
      await workbench.page.keyboard.press("Enter");
      await button(workbench, "New Project").waitFor();
      await workbench.run("dbscst: Set Up Second Factor");
      await workbench.answer(/to log in without a code/, password);
      await workbench.page.locator(".statusbar", { hasText: "The second factor is off" }).waitFor();
    });

    step("a forgotten password: mail, link pasted, a new one", async (workbench) => {
      await signOut(workbench);
      await button(workbench, "Sign In").click();
      await workbench.answer(/The address of your account/, address);
      await workbench.quickInput(/The password of ada/);
      await boxButton(workbench, "Forgot Password").click();
      await workbench.quickInput(/a mail is sent to it/);
      const before = await server().mails();
      await workbench.page.keyboard.press("Enter");
      await workbench.quickInput(/Paste the link in it/);
      await workbench.screenshot("flows-reset");
      const { text } = await server().mail(address, before);
      const link = /http\S+reset\?token=[\w-]+/.exec(text)?.[0] ?? "";
      await workbench.answer(/Paste the link in it/, link);
      await workbench.answer(/A new password/, newPassword);
      await button(workbench, "New Project").waitFor();
    });

    step("each box goes back, and the last one closes", async (workbench) => {
      await signOut(workbench);
      await button(workbench, "Sign Up").click();
      await workbench.answer(/e-mail address/, "bob@example.com");
      await workbench.answer(/Your name/, "Bob");
      await workbench.quickInput(/A password of 10/);
      await boxButton(workbench, "Back").click();
      const name = await workbench.quickInput(/Your name/);
      expect(await name.locator("input").inputValue()).toBe("Bob");
      await boxButton(workbench, "Back").click();
      const email = await workbench.quickInput(/e-mail address/);
      expect(await email.locator("input").inputValue()).toBe("bob@example.com");
      await workbench.page.keyboard.press("Escape");
      await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    });

    step("a link that is opened outside confirms the address", async (workbench) => {
      await server().call("POST", "/v1/auth/signup", { email: "bob@example.com", name: "Bob", password });
      const { token = "" } = await server().mail("bob@example.com");
      await workbench.run("Developer: Open URL");
      const box = workbench.page.locator(".quick-input-widget:visible input");
      await box.fill(`vscode://dbscst.dbscst/verify?token=${token}`);
      await workbench.page.keyboard.press("Enter");
      const open = workbench.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Open" }).first();
      await open.waitFor();
      await workbench.screenshot("flows-link");
      await open.click();
      await workbench.press("Your address is confirmed", "Sign In");
      await workbench.answer(/The address of your account/, "bob@example.com");
      await workbench.answer(/The password of bob/, password);
      await button(workbench, "New Project").waitFor();
    });

    step("a session that was ended elsewhere is asked about once", async (workbench) => {
      const token = await server().logIn("Bob");
      await server().call("POST", "/v1/auth/logout-all", undefined, token);
      await workbench.run("dbscst: Refresh Projects and Tasks");
      const toast = await workbench.toast("Your dbscst session has ended");
      await workbench.screenshot("flows-expired");
      expect(await workbench.page.locator(".notification-toast", { hasText: "has ended" }).count()).toBe(1);
      await toast.locator(".monaco-button", { hasText: "Sign In" }).click();
      await workbench.answer(/The address of your account/, "bob@example.com");
      await workbench.answer(/The password of bob/, password);
      await button(workbench, "New Project").waitFor();
    });

    step("an account is deleted with its password", async (workbench) => {
      await workbench.run("dbscst: Delete Account");
      await workbench.page.locator(".monaco-dialog-box", { hasText: "Delete the account bob" }).waitFor();
      await workbench.screenshot("flows-delete-account");
      await workbench.page
        .locator(".monaco-dialog-box .monaco-button", { hasText: "Delete Account" })
        .click();
      await workbench.answer(/Its password/, password);
      await workbench.toast("The account bob@example.com is deleted");
      await button(workbench, "Sign Up").waitFor();
      await expect(server().logIn("Bob")).rejects.toThrow(/invalid_credentials/);
    });
  },
);
