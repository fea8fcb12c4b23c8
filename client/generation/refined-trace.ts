import * as vscode from "vscode";
import type { GenerateResult } from "../../server/protocol/lsp";
import type { SectionUpdate, SideFile } from "../../server/protocol/side-file";
import type { SideFiles } from "../side-file";

/** A change that was taken over into a document. */
export interface Refinement {
  readonly before: string;
  readonly after: string;
  /** The person's words. */
  readonly instruction: string;
  readonly result: Pick<GenerateResult, "trace" | "assumptions">;
}

const apart = "\n\n";

/**
 * Adds to what is known of a document why the things are there that a change has made: its instruction belongs to the
 * brief from now on. An undo takes that back, and a redo brings it again. A document without a brief gets none.
 */
export async function keepRefinement(
  sideFiles: Pick<SideFiles, "update">,
  document: vscode.TextDocument,
  refinement: Refinement,
): Promise<vscode.Disposable> {
  const { before, after } = refinement;
  let undo: ((file: SideFile) => SectionUpdate) | undefined;
  const add = () =>
    sideFiles.update(document.uri, (file) => {
      if (file.brief === undefined || undo !== undefined) return undefined;
      const added = withRefinement(file, refinement);
      undo = (now) => withoutAdded(now, file, added);
      return added;
    });
  const takeBack = () =>
    sideFiles.update(document.uri, (file) => {
      const back = undo?.(file);
      undo = undefined;
      return back;
    });
  await add();
  const lines = new Set([before, after].map((text) => text.split("\n").length));
  const following = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document: changed }) => {
      if (changed !== document || !lines.has(changed.lineCount)) return;
      const text = changed.getText();
      // What cannot be written is told by whoever writes it.
      if (text === before) void takeBack().catch(() => undefined);
      else if (text === after) void add().catch(() => undefined);
    }),
    vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed === document) following.dispose();
    }),
  );
  return following;
}

type Traced = Required<Pick<SideFile, "brief" | "trace" | "assumptions">>;

function withRefinement(file: SideFile, { instruction, result }: Refinement): Traced {
  const { brief = "", trace = {}, assumptions = [] } = file;
  const from = brief.length + apart.length;
  const first = 1 + Math.max(0, ...assumptions.map(({ id }) => Number(id.replace(/\D/g, ""))));
  const fresh = Object.entries(result.trace ?? {}).map(([id, entry]) => [
    id,
    {
      ...entry,
      sentences: entry.sentences.map(({ start, end, text }) => ({
        start: start + from,
        end: end + from,
        text,
      })),
    },
  ]);
  return {
    brief: `${brief}${apart}${instruction}`,
    trace: { ...trace, ...(Object.fromEntries(fresh) as NonNullable<SideFile["trace"]>) },
    assumptions: [
      ...assumptions,
      ...result.assumptions.map((text, index) => ({ id: `a${first + index}`, text, state: "open" as const })),
    ],
  };
}

/** Without what was added, and with all that was changed since. */
function withoutAdded(now: SideFile, before: SideFile, added: Traced): SectionUpdate {
  const { trace = {}, assumptions = [] } = before;
  const isOld = (id: string) => id in trace || !(id in added.trace);
  const fresh = new Set(added.assumptions.slice(assumptions.length).map(({ id }) => id));
  return {
    ...(now.brief === added.brief && before.brief !== undefined && { brief: before.brief }),
    trace: Object.fromEntries(Object.entries(now.trace ?? {}).filter(([id]) => isOld(id))),
    assumptions: (now.assumptions ?? []).filter(({ id }) => !fresh.has(id)),
  };
}
