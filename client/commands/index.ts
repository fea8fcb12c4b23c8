import * as vscode from "vscode";
import type { App } from "../app";
import { checkFile } from "./check-file";
import { clearApiKey } from "./clear-api-key";
import type { Command } from "./command";
import { exportSchema } from "./export-schema";
import { generateSchema } from "./generate-schema";
import { refineSchema } from "./refine-schema";
import { restartServer } from "./restart-server";
import { selectDialect } from "./select-dialect";
import { selectModel } from "./select-model";
import { setApiKey } from "./set-api-key";
import { showDiagram } from "./show-diagram";
import { showMenu } from "./show-menu";
import { showOutput } from "./show-output";
import { showReferences } from "./show-references";

/** Every command of the extension; `package.json` contributes the ones that people run from the palette. */
const commands: readonly Command[] = [
  generateSchema,
  exportSchema,
  refineSchema,
  checkFile,
  setApiKey,
  clearApiKey,
  selectModel,
  selectDialect,
  restartServer,
  showDiagram,
  showOutput,
  showReferences,
  showMenu,
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
