import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { downSectionOf, type Fix, type Problem } from "../../checker";
import { fixAll, isSplittable, orderStatements, refactoringsAt } from "../../language";
import { overlaps } from "../../sql";
import { toDiagnostic, toRange, toSpan } from "../convert";
import type { Documents, OpenDocument } from "../documents";
import type { Handler } from "../handler";
import { splitEdit } from "../split-edit";
import { pathOf } from "../workspace";
import { downCommand } from "./down-migration";

const fixAllKind = `${CodeActionKind.SourceFixAll}.dbscst`;
const orderKind = `${CodeActionKind.Source}.orderStatements`;

const downKind = `${CodeActionKind.Refactor}.downMigration`;

const splitKind = `${CodeActionKind.Refactor}.splitSchema`;

/** What an action needs to be worked out once it is chosen. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
  /** The kind of problems to mend; else it is a refactoring, told by its title. */
  readonly fixKind?: string;
  /** The whole schema is cut into files. */
  readonly isSplit?: boolean;
}

/** Quick fixes of the problems in the range, all of a kind at once, and refactorings of the table and column there. */
export const codeAction: Handler = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorRewrite,
        fixAllKind,
        orderKind,
        downKind,
        splitKind,
      ],
      resolveProvider: true,
    },
  }),
  register({ connection, documents, client }) {
    const isVersioned = () => client().workspace?.workspaceEdit?.documentChanges === true;
    const creates = () =>
      isVersioned() && client().workspace?.workspaceEdit?.resourceOperations?.includes("create") === true;
    connection.onCodeAction(async (params) => {
      const document = documents.get(params.textDocument.uri);
      if (!document) return [];
      const lazy =
        client().textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true &&
        client().textDocument?.codeAction?.dataSupport === true;
      return [
        ...quickFixes(document, params, isVersioned(), lazy),
        ...wholeDocument(document, params, isVersioned()),
        ...refactorings(document, params, isVersioned(), lazy),
        ...(lazy && creates() ? splitting(document, params) : []),
        ...(await undoing(documents, document, params)),
      ];
    });
    connection.onCodeActionResolve((action) => {
      const data = action.data as ActionData | undefined;
      const document = data && documents.get(data.uri);
      if (!data || document?.text.version !== data.version) return action;
      if (data.isSplit === true) {
        const edit = splitEdit(document);
        if ("refusal" in edit) connection.window.showWarningMessage(edit.refusal);
        return "refusal" in edit ? action : { ...action, edit };
      }
      const outcome =
        data.fixKind === undefined
          ? refactoringsAt(document.result, data)
              .find(({ title }) => title === action.title)
              ?.apply()
          : { edits: fixAll(mendableOf(document.result.problems, data.fixKind), document.text.getText()) };
      if (!outcome) return action;
      // A client shows no reason with an action that has been chosen, so it is told beside it.
      if ("refusal" in outcome) connection.window.showWarningMessage(outcome.refusal);
      else return { ...action, edit: workspaceEdit(document.text, outcome.edits, isVersioned()) };
      return action;
    });
  },
};

function quickFixes(
  { text, result }: OpenDocument,
  { range, context }: CodeActionParams,
  versioned: boolean,
  lazy: boolean,
): CodeAction[] {
  if (!isWanted(CodeActionKind.QuickFix, context.only)) return [];
  const asked = toSpan(text, range);
  const here = result.problems.filter(({ span, fixes }) => fixes && overlaps(span, asked));
  const single = here.flatMap((problem) => {
    const fixes = problem.fixes ?? [];
    return fixes.map(({ title, edits }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(text, problem)],
      isPreferred: fixes.length === 1,
      edit: workspaceEdit(text, edits, versioned),
    }));
  });
  const kinds = [...new Set(here.map(kindOf))].flatMap((fixKind) => {
    const all = mendableOf(result.problems, fixKind);
    if (all.length < 2) return [];
    const data: ActionData = { uri: text.uri, version: text.version, ...asked, fixKind };
    return [
      {
        title: `Fix all ${all.length} problems of the kind ${fixKind}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: here
          .filter((problem) => kindOf(problem) === fixKind)
          .map((one) => toDiagnostic(text, one)),
        ...(lazy ? { data } : { edit: workspaceEdit(text, fixAll(all, text.getText()), versioned) }),
      },
    ];
  });
  return [...single, ...kinds];
}

/** Problems of a kind that have one way to be mended. */
function mendableOf(problems: readonly Problem[], kind: string): readonly Problem[] {
  return problems.filter((problem) => problem.fixes?.length === 1 && kindOf(problem) === kind);
}

function kindOf({ rule, code }: Problem): string {
  return rule ?? code;
}

/** Source actions; they are only worked out when they are asked for by name, such as on saving. */
function wholeDocument(
  { text, result }: OpenDocument,
  { context: { only } }: CodeActionParams,
  versioned: boolean,
): CodeAction[] {
  const actions: CodeAction[] = [];
  if (only?.some((kind) => kind !== "" && isWithin(fixAllKind, kind))) {
    const edits = fixAll(result.problems, text.getText());
    if (edits.length > 0) {
      const edit = workspaceEdit(text, edits, versioned);
      actions.push({ title: "Fix all problems that can be fixed for certain", kind: fixAllKind, edit });
    }
  }
  if (only?.some((kind) => kind !== "" && isWithin(orderKind, kind))) {
    const ordered = orderStatements(result);
    const title = "Order statements by what they need";
    if (ordered && "edits" in ordered)
      actions.push({ title, kind: orderKind, edit: workspaceEdit(text, ordered.edits, versioned) });
    else if (ordered) actions.push({ title, kind: orderKind, disabled: { reason: ordered.refusal } });
  }
  return actions;
}

function refactorings(
  { text, result }: OpenDocument,
  { range, context }: CodeActionParams,
  versioned: boolean,
  lazy: boolean,
): CodeAction[] {
  const kinds = { extract: CodeActionKind.RefactorExtract, rewrite: CodeActionKind.RefactorRewrite };
  if (!Object.values(kinds).some((kind) => isWanted(kind, context.only))) return [];
  const { start, end } = toSpan(text, range);
  const data: ActionData = { uri: text.uri, version: text.version, start, end };
  return refactoringsAt(result, { start, end })
    .filter(({ kind }) => isWanted(kinds[kind], context.only))
    .flatMap(({ title, kind, apply }): CodeAction[] => {
      const action = { title, kind: kinds[kind] };
      if (lazy) return [{ ...action, data }];
      const outcome = apply();
      return "refusal" in outcome ? [] : [{ ...action, edit: workspaceEdit(text, outcome.edits, versioned) }];
    });
}

/** For a schema of several tables that is a file of its own. */
function splitting({ text, result }: OpenDocument, { context }: CodeActionParams): CodeAction[] {
  if (!isWanted(splitKind, context.only) || !text.uri.startsWith("file:") || !isSplittable(result)) return [];
  const data: ActionData = { uri: text.uri, version: text.version, start: 0, end: 0, isSplit: true };
  return [{ title: "Split the schema into files", kind: splitKind, data }];
}

/** In a migration: what writes the way back. It runs databases, so it is a command and no edit. */
async function undoing(
  { workspace }: Documents,
  { text }: OpenDocument,
  { range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  if (!isWanted(downKind, context.only)) return [];
  const { start } = toSpan(text, range);
  const path = pathOf(text.uri);
  const whole = text.getText();
  const isMigration =
    path !== undefined &&
    (downSectionOf(whole) !== undefined || (await workspace.downPath(path)) !== undefined);
  const section = downSectionOf(whole)?.span.start ?? Infinity;
  if (!isMigration || start >= section) return [];
  const title = "Generate the down migration";
  return [{ title, kind: downKind, command: { title, command: downCommand, arguments: [text.uri] } }];
}

/** `versioned`: the client refuses the edit when the document has changed meanwhile. */
function workspaceEdit(text: TextDocument, edits: Fix["edits"], versioned: boolean): WorkspaceEdit {
  const changes = edits.map(({ span, newText }) => ({ range: toRange(text, span), newText }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri: text.uri, version: text.version }, edits: changes }] }
    : { changes: { [text.uri]: changes } };
}

function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((asked) => isWithin(kind, asked));
}

/** Kinds are hierarchical: who asks for `quickfix` takes `quickfix.x` too, and `""` is everything. */
function isWithin(kind: string, asked: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}
