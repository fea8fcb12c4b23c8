import * as vscode from "vscode";
import { ask, inSteps } from "../account/steps";
import { contentOf, type Api } from "../api/client";
import { saying } from "../api/words";
import type { Command } from "./command";

/** Switches the code of an authenticator at log-in on or off. */
export const secondFactor: Command = {
  name: "secondFactor",
  run: ({ team: { accounts } }) =>
    saying(async () => {
      const { email } = await accounts.require();
      const me = await contentOf(accounts.api.GET("/v1/me"));
      if (me.secondFactor) await switchOff(accounts.api, email);
      else await switchOn(accounts.api, email);
    }),
};

async function switchOn(api: Api, email: string): Promise<void> {
  const { secret, uri } = await contentOf(api.POST("/v1/me/totp"));
  const title = vscode.l10n.t("Second factor of {0}", email);
  const recovery: string[] = [];
  await inSteps([
    async (position) => {
      const answer = await ask({
        ...position,
        title,
        prompt: vscode.l10n.t("Add this key to your authenticator, then go on with Enter"),
        value: secret,
        buttons: [
          {
            icon: "copy",
            tooltip: vscode.l10n.t("Copy the Key"),
            press: async () => {
              await vscode.env.clipboard.writeText(secret);
              return { say: vscode.l10n.t("The key is in the clipboard.") };
            },
          },
          {
            icon: "link-external",
            tooltip: vscode.l10n.t("Open in an Authenticator on This Computer"),
            press: async () => {
              await vscode.env.openExternal(vscode.Uri.parse(uri));
              return {};
            },
          },
        ],
      });
      return answer.kind === "back" ? "back" : "next";
    },
    async (position) => {
      const answer = await ask({
        ...position,
        title,
        prompt: vscode.l10n.t("The code that the authenticator shows now"),
        placeholder: "123456",
        validate: (value) =>
          /^\d{6}$/.test(value.replaceAll(" ", "")) ? undefined : vscode.l10n.t("Type its six digits."),
        submit: async (value, signal) => {
          const body = { code: value.replaceAll(" ", "") };
          const { recoveryCodes } = await contentOf(api.POST("/v1/me/totp/confirm", { body, signal }));
          recovery.push(...Array.from(recoveryCodes));
          return undefined;
        },
      });
      return answer.kind === "back" ? "back" : "next";
    },
  ]);
  const content = [
    vscode.l10n.t("Recovery codes of {0}: each is good once, for when the authenticator is lost.", email),
    vscode.l10n.t("Keep them where you keep passwords; they are not shown again."),
    "",
    ...recovery,
    "",
  ].join("\n");
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ content, language: "plaintext" }),
    { preview: false },
  );
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The second factor is on. Keep the recovery codes before you close them."),
  );
}

async function switchOff(api: Api, email: string): Promise<void> {
  await ask({
    title: vscode.l10n.t("Switch the second factor of {0} off", email),
    step: 1,
    totalSteps: 1,
    prompt: vscode.l10n.t("It is on. Your password, to log in without a code from now on"),
    password: true,
    validate: (value) => (value === "" ? vscode.l10n.t("Type your password.") : undefined),
    submit: async (password, signal) => {
      await api.DELETE("/v1/me/totp", { body: { password }, signal });
      return undefined;
    },
  });
  vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t("The second factor is off.")}`, 5000);
}
