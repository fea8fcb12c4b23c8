import { describe, expect, it, vi } from "vitest";
import type { Member } from "../../../client/api/client";
import type { Work } from "../../../client/views/work";
import { whoChanged } from "../../../client/views/who-changed";
import { task } from "../task";

vi.mock("vscode", () => ({
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, place) => String(values[Number(place)])),
  },
}));

const history = [
  { actorId: "bob", changes: { status: {} } },
  { actorId: "ada", changes: { title: {}, status: {} } },
  { actorId: "me", changes: { dueOn: {} } },
  { actorId: null, changes: { priority: {} } },
  { actorId: "gone", changes: { description: {} } },
];

function work(answer = Promise.resolve({ data: { items: history, nextCursor: null } })): Work {
  const members = ["ada", "bob"].map((userId) => ({ userId, name: userId.toUpperCase() }) as Member);
  return {
    accounts: { require: () => Promise.resolve({ userId: "me" }), api: { GET: () => answer } },
    members: { get: () => Promise.resolve({ items: members, nextCursor: null }) },
  } as unknown as Work;
}

describe("who has changed a task meanwhile", () => {
  it.each([
    [["title"], "ADA"],
    [["status"], "BOB"],
    [["title", "status"], "ADA, BOB"],
    [["dueOn"], "You yourself, elsewhere,"],
    [["description"], "Somebody who left"],
    [["priority"], "Somebody else"],
  ])("is told by name for %j", async (fields, who) => {
    expect(await whoChanged(work(), task("Mend the lamp"), fields)).toBe(
      `${who} changed “Mend the lamp” meanwhile`,
    );
  });

  it("is somebody else where the history cannot be read", async () => {
    const failing = work(Promise.reject(new Error("away")));
    const title = "x".repeat(500);
    expect(await whoChanged(failing, task(title), ["title"])).toBe(
      `Somebody else changed “${"x".repeat(39)}…” meanwhile`,
    );
  });
});
