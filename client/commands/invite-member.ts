import * as vscode from "vscode";
import { ask, emailProblem } from "../account/steps";
import { saying } from "../api/words";
import { choose, chooseProject } from "../views/choose";
import { roleDetail, roleLabel } from "../views/labels";
import { projectNode } from "../views/nodes";
import { mayManage } from "../views/rights";
import type { Command } from "./command";

const roles = ["editor", "viewer", "admin"] as const;

/** Invites somebody to a project by e-mail, with a role. */
export const inviteMember: Command = {
  name: "inviteMember",
  run: ({ team: { work, backend } }, argument) =>
    saying(async () => {
      const project =
        projectNode(argument, "project", "members")?.project ??
        (await chooseProject(work, vscode.l10n.t("Invite to a project"), mayManage));
      const title = vscode.l10n.t("Invite to “{0}”", project.name);
      const role = await choose(
        title,
        roles.map((each) => ({ label: roleLabel(each), detail: roleDetail(each), value: each })),
        vscode.l10n.t("Role"),
      );
      const sent = await ask({
        title,
        step: 1,
        totalSteps: 1,
        prompt: backend.isLocal
          ? vscode.l10n.t("The address of an account on this computer, or of one that will be")
          : vscode.l10n.t("Whom to invite; a mail is sent to this address"),
        placeholder: vscode.l10n.t("ada@example.com"),
        validate: emailProblem,
        submit: async (value, signal) => {
          const params = { path: { id: project.id } };
          const body = { email: value.trim(), role };
          await work.accounts.api.POST("/v1/projects/{id}/members", { params, body, signal });
          return undefined;
        },
      });
      work.refresh();
      if (sent.kind !== "value") return;
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("{0} is invited to {1}.", sent.value.trim(), project.name),
        5000,
      );
    }),
};
