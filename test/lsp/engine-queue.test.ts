import { describe, expect, it } from "vitest";
import { EngineQueue } from "../../server/lsp/engine-queue";

/** A queue with jobs that run until they are told to end, and what happened in order. */
function harness() {
  const events: string[] = [];
  const ends = new Map<string, () => void>();
  const waiting = new Map<string, () => void>();
  const tell = (event: string) => {
    events.push(event);
    waiting.get(event)?.();
  };
  const queue = new EngineQueue({ failed: (what, error) => tell(`${what} failed: ${String(error)}`) });
  const add = (uri: string, edited: boolean) =>
    queue.add(uri, {
      edited,
      run: (signal) => {
        tell(`begin ${uri}`);
        return new Promise((resolve, reject) => {
          ends.set(uri, resolve);
          signal.addEventListener("abort", () => {
            tell(`abort ${uri}`);
            reject(new Error("aborted"));
          });
        });
      },
    });
  const until = (event: string) =>
    events.includes(event) ? Promise.resolve() : new Promise<void>((resolve) => waiting.set(event, resolve));
  return { queue, add, events, until, end: (uri: string) => ends.get(uri)?.() };
}

describe("the engine's queue", () => {
  it("judges one document at a time, in the order in which they were opened", async () => {
    const { add, events, until, end } = harness();
    add("a", false);
    add("b", false);
    await until("begin a");
    expect(events).toEqual(["begin a"]);
    end("a");
    await until("begin b");
    expect(events).toEqual(["begin a", "begin b"]);
  });

  it("lets the document that a person types in go before one that was merely opened, which begins again", async () => {
    const { add, events, until, end } = harness();
    add("big", false);
    await until("begin big");
    add("edited", true);
    await until("begin edited");
    expect(events).toEqual(["begin big", "abort big", "begin edited"]);
    events.length = 0;
    end("edited");
    await until("begin big");
    expect(events).toEqual(["begin big"]);
  });

  it("ends the check of a document that is typed over or closed", async () => {
    const { queue, add, events, until } = harness();
    add("a", true);
    await until("begin a");
    queue.cancel("a");
    expect(events).toEqual(["begin a", "abort a"]);
  });

  it("goes on after a check that failed", async () => {
    const { queue, add, events, until } = harness();
    queue.add("bad", { edited: false, run: () => Promise.reject(new Error("no engine")) });
    add("good", false);
    await until("begin good");
    expect(events).toEqual(["the engine's check failed: Error: no engine", "begin good"]);
  });
});
