import { describe, expect, it, vi } from "vitest";
import type { FromTask, ToTask } from "../../../server/protocol/task-messages";
import { ApiProblem, Unreachable } from "../../../client/api/failure";
import { TaskPanels } from "../../../client/panels/task-panels";
import type { Work } from "../../../client/views/work";
import { task } from "../task";

const posted: ToTask[] = [];
let receive: (message: FromTask) => void = () => undefined;
vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  env: { language: "en" },
  Uri: { joinPath: () => ({}) },
  ThemeIcon: class {},
  ViewColumn: {},
  window: {
    registerWebviewPanelSerializer: () => ({ dispose: () => undefined }),
    createWebviewPanel: () => ({
      title: "",
      webview: {
        asWebviewUri: () => "",
        onDidReceiveMessage: (listener: typeof receive) => {
          receive = listener;
          return { dispose: () => undefined };
        },
        postMessage: (message: ToTask) => posted.push(message),
      },
      onDidDispose: () => undefined,
      dispose: () => undefined,
    }),
  },
}));

function open(failure: Error): Work {
  const work = {
    onDidChange: () => ({ dispose: () => undefined }),
    accounts: { api: { GET: () => Promise.reject(failure) } },
    noteFailure: vi.fn(),
  } as unknown as Work;
  new TaskPanels({} as never, work, () => Promise.resolve([])).show(task("a"));
  receive({ type: "ready" });
  return work;
}

describe("the page of a task that could not be read", () => {
  it("is read again when the server is back, which is looked for", async () => {
    const work = open(new Unreachable("timeout", "late", "http://team"));
    await vi.waitFor(() => expect(posted.at(-1)?.type).toBe("unread"));
    expect(work.noteFailure).toHaveBeenCalledOnce();
  });

  it("says so of a task that is gone, and all else stays as it is", async () => {
    const work = open(new ApiProblem(404, "not_found", "gone"));
    await vi.waitFor(() =>
      expect(posted.at(-1)).toEqual({ type: "unread", message: "The task is not there any more." }),
    );
    expect(work.noteFailure).not.toHaveBeenCalled();
  });
});
