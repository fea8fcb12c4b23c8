import { basename } from "node:path";
import { MessageType, type CancellationToken, type Range, type WorkspaceEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { toRange, toSignal } from "../convert";
import { writeDown, type WrittenDown } from "../down-migration";
import type { Handler, Server } from "../handler";
import { pathOf } from "../workspace";

/** The command that writes what undoes a migration; its argument is the migration's URI. */
export const downCommand = "dbscst.writeDownMigration";

/** Where what undoes a migration goes: a file, or a part of one. */
interface Target {
  readonly uri: string;
  readonly range: Range;
  readonly isNew: boolean;
  /** What stands there, and would be gone. */
  readonly old: string;
}

/** `dbscst.writeDownMigration`: writes the way back from a migration to where its tool looks for it, and shows it. */
export const downMigration: Handler = {
  capabilities: () => ({ executeCommandProvider: { commands: [downCommand], workDoneProgress: true } }),
  register(server) {
    server.connection.onExecuteCommand(async ({ command, arguments: [uri] = [] }, token, progress) => {
      if (command !== downCommand || typeof uri !== "string") return null;
      progress.begin("Writing the down migration and trying it on throw-away databases…");
      try {
        await run(server, uri, token);
      } finally {
        progress.done();
      }
      return null;
    });
  },
};

async function run(server: Server, uri: string, token: CancellationToken): Promise<void> {
  const { connection, documents, engines } = server;
  const document = documents.get(uri);
  const around = documents.around(uri);
  const path = pathOf(uri);
  const say = (type: MessageType, message: string) =>
    connection.sendNotification("window/showMessage", { type, message });
  if (!document || !around || path === undefined) {
    await say(MessageType.Warning, "Open the migration that is to be undone, as a file.");
    return;
  }
  const text = document.text.getText();
  const name = basename(path);
  const { result } = document;
  const order = { name, text, dialect: result.script.dialect, around, checked: result };
  const down = await writeDown(engines, order, toSignal(token));
  if ("refusal" in down) {
    await say(MessageType.Error, down.refusal);
    return;
  }
  if (down.sql === "") {
    await say(MessageType.Info, `${name} changes nothing that could be undone.`);
    return;
  }
  const target = await targetOf(server, document.text, path, down);
  if (!target) {
    await say(
      MessageType.Warning,
      `${name} is no migration: no folder and no section says where what undoes it goes.`,
    );
    return;
  }
  const place = target.uri === uri ? name : basename(pathOf(target.uri) ?? target.uri);
  if (target.old.trim() !== "" && !(await isToReplace(server, place))) return;
  await connection.workspace.applyEdit({
    label: "Generate the down migration",
    edit: editOf(server, target, down),
  });
  if (server.client().window?.showDocument?.support === true)
    await connection.window.showDocument({ uri: target.uri, takeFocus: true, selection: startOf(target) });
  await tell(say, place, down);
}

async function targetOf(
  { documents }: Server,
  own: TextDocument,
  path: string,
  { section }: WrittenDown,
): Promise<Target | undefined> {
  const text = own.getText();
  if (section) {
    const { start, end } = section.span;
    return { uri: own.uri, range: toRange(own, section.span), isNew: false, old: text.slice(start, end) };
  }
  const file = await documents.workspace.downPath(path);
  if (file === undefined) return undefined;
  const old = await documents.workspace.text(file);
  const uri = URI.file(file).toString();
  const there = TextDocument.create(uri, "sql", 0, old ?? "");
  const range = toRange(there, { start: 0, end: there.getText().length });
  return { uri, range, isNew: old === undefined, old: old ?? "" };
}

async function isToReplace({ connection }: Server, place: string): Promise<boolean> {
  const replace = { title: "Replace It" };
  const question = `${place} already has something that undoes this migration.`;
  return (await connection.window.showInformationMessage(question, replace))?.title === replace.title;
}

function editOf(
  { client }: Server,
  { uri, range, isNew, old }: Target,
  { sql, section }: WrittenDown,
): WorkspaceEdit {
  const heading = section?.heading === undefined ? "" : `\n${section.heading}\n`;
  // A section that is followed by another keeps its distance to it.
  const newText = `${heading}${section ? `${sql}${old.trim() === "" && old.includes("\n\n") ? "\n" : ""}` : sql}`;
  const edits = [{ range, newText }];
  const creates = client().workspace?.workspaceEdit?.resourceOperations?.includes("create") === true;
  if (client().workspace?.workspaceEdit?.documentChanges !== true) return { changes: { [uri]: edits } };
  const create =
    isNew && creates ? [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }] : [];
  return { documentChanges: [...create, { textDocument: { uri, version: null }, edits }] };
}

function startOf({ range: { start } }: Target): Range {
  return { start, end: start };
}

async function tell(
  say: (type: MessageType, message: string) => Promise<void>,
  place: string,
  { proof, notes }: WrittenDown,
): Promise<void> {
  const remarks =
    notes === 0 ? "" : notes === 1 ? " Read the remark in it." : ` Read the ${notes} remarks in it.`;
  if (proof.holds)
    await say(
      MessageType.Info,
      `${place} is proven: run after the migration, it leaves the schema as it was before.${remarks}`,
    );
  else await say(MessageType.Warning, `${place} is not proven. ${proof.reason}${remarks}`);
}
