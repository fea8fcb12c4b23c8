import * as vscode from "vscode";
import { copyProject, projectsOf } from "../api/copy-project";
import { Cancelled } from "../api/failure";
import { saying } from "../api/words";
import type { Command } from "./command";

/** Copies projects of the backend on this computer to the team's: schemas with their versions, tasks and comments. */
export const takeProjects: Command = {
  name: "takeProjects",
  run: ({ team: { accounts, backend, work } }) =>
    saying(async () => {
      if (backend.isLocal) {
        const open = vscode.l10n.t("Open Settings");
        const text = vscode.l10n.t("Set the address of your team's server first.");
        if ((await vscode.window.showInformationMessage(text, open)) === open)
          await vscode.commands.executeCommand("workbench.action.openSettings", "dbscst.backend.url");
        return;
      }
      const local = await accounts.localApi();
      if (!local) {
        const text = vscode.l10n.t(
          "Nobody is signed in to the backend of this computer, so there is nothing to take.",
        );
        void vscode.window.showInformationMessage(text);
        return;
      }
      await accounts.require();
      const projects = await projectsOf(local);
      if (projects.length === 0) {
        const text = vscode.l10n.t("There are no projects on this computer, so there is nothing to take.");
        void vscode.window.showInformationMessage(text);
        return;
      }
      const chosen = await vscode.window.showQuickPick(
        projects.map((project) => ({ label: project.name, picked: true, project })),
        {
          title: vscode.l10n.t("Take projects along to {0}", backend.name),
          placeHolder: vscode.l10n.t("They are copied; those of this computer stay"),
          canPickMany: true,
          ignoreFocusOut: true,
        },
      );
      if (!chosen || chosen.length === 0) throw new Cancelled();
      const taken: string[] = [];
      try {
        await vscode.window.withProgress(
          {
            location: vscode.ProgressLocation.Notification,
            title: vscode.l10n.t("Taking projects along"),
            cancellable: true,
          },
          async (progress, token) => {
            const stop = new AbortController();
            token.onCancellationRequested(() => {
              stop.abort(new Cancelled());
            });
            for (const { project } of chosen) {
              progress.report({ message: project.name });
              await copyProject(local, accounts.api, project, stop.signal);
              taken.push(project.name);
              progress.report({ increment: 100 / chosen.length });
            }
          },
        );
      } finally {
        // Those that were copied before it failed or was stopped are there.
        work.refresh();
        if (taken.length > 0) void vscode.window.showInformationMessage(isThere(taken, backend.name));
      }
    }),
};

function isThere(names: readonly string[], where: string): string {
  return names.length === 1
    ? vscode.l10n.t("{0} is on {1} now.", names[0] ?? "", where)
    : vscode.l10n.t("{0} projects are on {1} now.", names.length, where);
}
