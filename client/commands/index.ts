import * as vscode from "vscode";
import type { App } from "../app";
import { acceptChange } from "./accept-change";
import { acceptInvitation } from "./accept-invitation";
import { changeRole } from "./change-role";
import { changeTaskFields } from "./change-task";
import { checkFile } from "./check-file";
import { clearApiKey } from "./clear-api-key";
import { clearTaskFilter } from "./clear-task-filter";
import type { Command } from "./command";
import { compareVersion } from "./compare-version";
import { createTaskFromProblem } from "./create-task-from-problem";
import { declineInvitation } from "./decline-invitation";
import { deleteAccount } from "./delete-account";
import { createMigration } from "./create-migration";
import { deleteProject } from "./delete-project";
import { deleteSchema } from "./delete-schema";
import { deleteTask } from "./delete-task";
import { discardChange } from "./discard-change";
import { discardSchema } from "./discard-schema";
import { dismissSentence } from "./dismiss-sentence";
import { editProject } from "./edit-project";
import { exportSchema } from "./export-schema";
import { filterTasks } from "./filter-tasks";
import { generateDownMigration } from "./generate-down-migration";
import { generateSchema } from "./generate-schema";
import { generateSampleRows } from "./generate-sample-rows";
import { groupTasks } from "./group-tasks";
import { inviteMember } from "./invite-member";
import { keepSchema } from "./keep-schema";
import { leaveProject } from "./leave-project";
import { moveSchema } from "./move-schema";
import { moveTask } from "./move-task";
import { moveTaskDown } from "./move-task-down";
import { moveTaskUp } from "./move-task-up";
import { newProject } from "./new-project";
import { newTask } from "./new-task";
import { openDesigner } from "./open-designer";
import { openSchema } from "./open-schema";
import { openTask } from "./open-task";
import { refineSchema } from "./refine-schema";
import { refreshProjects } from "./refresh-projects";
import { removeMember } from "./remove-member";
import { renameSchema } from "./rename-schema";
import { resetPassword } from "./reset-password";
import { restartServer } from "./restart-server";
import { restoreVersion } from "./restore-version";
import { reviewAssumptions } from "./review-assumptions";
import { revokeInvitation } from "./revoke-invitation";
import { saveSchemaToProject } from "./save-schema-to-project";
import { secondFactor } from "./second-factor";
import { selectDialect } from "./select-dialect";
import { selectModel } from "./select-model";
import { setApiKey } from "./set-api-key";
import { setTaskStatus } from "./set-task-status";
import { showAccount } from "./show-account";
import { showDiagram } from "./show-diagram";
import { showMenu } from "./show-menu";
import { showMore } from "./show-more";
import { showOutput } from "./show-output";
import { showReferences } from "./show-references";
import { showTasks } from "./show-tasks";
import { signIn } from "./sign-in";
import { signOut } from "./sign-out";
import { signUp } from "./sign-up";
import { switchAccount } from "./switch-account";
import { takeProjects } from "./take-projects";

/** Every command of the extension; `package.json` contributes the ones that people run from the palette. */
const commands: readonly Command[] = [
  generateSchema,
  exportSchema,
  createMigration,
  generateDownMigration,
  refineSchema,
  acceptChange,
  discardChange,
  keepSchema,
  discardSchema,
  generateSampleRows,
  dismissSentence,
  reviewAssumptions,
  checkFile,
  setApiKey,
  clearApiKey,
  selectModel,
  selectDialect,
  restartServer,
  openDesigner,
  showDiagram,
  showOutput,
  showReferences,
  showMenu,
  signIn,
  signUp,
  signOut,
  resetPassword,
  switchAccount,
  showAccount,
  secondFactor,
  deleteAccount,
  newProject,
  editProject,
  deleteProject,
  leaveProject,
  inviteMember,
  revokeInvitation,
  acceptInvitation,
  declineInvitation,
  changeRole,
  removeMember,
  newTask,
  openTask,
  changeTaskFields,
  showTasks,
  createTaskFromProblem,
  setTaskStatus,
  moveTaskUp,
  moveTaskDown,
  moveTask,
  deleteTask,
  filterTasks,
  groupTasks,
  takeProjects,
  clearTaskFilter,
  refreshProjects,
  showMore,
  saveSchemaToProject,
  openSchema,
  compareVersion,
  restoreVersion,
  renameSchema,
  moveSchema,
  deleteSchema,
];

export function registerCommands(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map(({ name, run }) =>
      vscode.commands.registerCommand(`dbscst.${name}`, async (...arguments_: readonly unknown[]) => {
        try {
          return await run(app, ...arguments_);
        } catch (error) {
          app.output.error(`The command ${name} failed.`, error);
          throw error;
        }
      }),
    ),
  );
}
