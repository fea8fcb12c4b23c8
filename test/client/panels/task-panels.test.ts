import { describe, expect, it, vi } from "vitest";
import { eventually } from "../../eventually";
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
  ThemeIcon: vi.fn(),
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

/** Gives what is told of the failure. */
function open(failure: Error) {
  const noteFailure = vi.fn();
  const work = {
    onDidChange: () => ({ dispose: () => undefined }),
    accounts: { api: { GET: () => Promise.reject(failure) } },
    noteFailure,
  } as unknown as Work;
  new TaskPanels({} as never, work, () => Promise.resolve([])).show(task("a"));
  receive({ type: "ready" });
  return noteFailure;
}

describe("the page of a task that could not be read", () => {
  it("is read again when the server is back, which is looked for", async () => {
    const noted = open(new Unreachable("timeout", "late", "http://team"));
    await eventually(() => expect(posted.at(-1)?.type).toBe("unread"));
    expect(noted).toHaveBeenCalledOnce();
  });

  it("says so of a task that is gone, and all else stays as it is", async () => {
    const noted = open(new ApiProblem(404, "not_found", "gone"));
    await eventually(() =>
      expect(posted.at(-1)).toEqual({ type: "unread", message: "The task is not there any more." }),
    );
    expect(noted).not.toHaveBeenCalled();
  });
});
