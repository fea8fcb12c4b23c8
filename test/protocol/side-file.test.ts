import { describe, expect, it } from "vitest";
import {
  parseSideFile,
  printSideFile,
  sideFileOf,
  withSections,
  type SideFile,
} from "../../server/protocol/side-file";

const whole: SideFile = {
  brief: "Members borrow books.",
  dialect: "postgresql",
  provider: { name: "openai", model: "m", promptVersion: 2 },
  trace: {
    "public.members": { sentences: [{ start: 0, end: 21, text: "Members borrow books." }], by: "provider" },
    "public.members.name": { sentences: [], assumptions: ["a1"] },
  },
  assumptions: [
    { id: "a1", text: "Members have a name.", state: "open" },
    { id: "a2", text: "One library.", state: "changed", changedTo: "Several." },
  ],
  uncovered: [{ start: 3, end: 5, text: "be", dismissed: true }],
  diagram: { positions: { "public.members": { x: 1, y: -2.5 } } },
};

describe("a side file", () => {
  it("is read as it was written", () => {
    const text = printSideFile(withSections(undefined, whole));
    expect(parseSideFile(text)).toEqual({ kind: "read", file: whole, all: { version: 1, ...whole } });
  });

  it("keeps what a writer does not know", () => {
    const read = parseSideFile(`{"version":1,"brief":"a","review":{"by":"us"}}`);
    if (read.kind !== "read") throw new Error(read.reason);
    expect(JSON.parse(printSideFile(withSections(read.all, { brief: "b", dialect: "sqlite" })))).toEqual({
      version: 1,
      brief: "b",
      review: { by: "us" },
      dialect: "sqlite",
    });
    expect(withSections(read.all, { brief: undefined })).toEqual({ version: 1, review: { by: "us" } });
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "[1]"],
    ["no version", "{}"],
    ["a newer version", `{"version":2,"brief":"a"}`],
  ])("is unreadable with %s", (_, text) => {
    expect(parseSideFile(text).kind).toBe("unreadable");
  });

  it("counts a section that is something else as absent, and does not lose it", () => {
    const read = parseSideFile(
      `{"version":1,"brief":7,"trace":[],"assumptions":[{"id":"a1"},{"id":"a2","text":"t","state":"odd"}],"uncovered":[{"start":"0"}],"diagram":{"positions":{"a":{"x":1},"b":{"x":1,"y":2}}}}`,
    );
    expect(read).toMatchObject({
      kind: "read",
      file: {
        assumptions: [{ id: "a2", text: "t", state: "open" }],
        uncovered: [],
        diagram: { positions: { b: { x: 1, y: 2 } } },
      },
      all: { brief: 7, trace: [] },
    });
    expect(read.kind === "read" && "brief" in read.file).toBe(false);
  });

  it.each([
    ["/a/shop.sql", "/a/shop.brief.json"],
    ["/a/shop.v2.sql", "/a/shop.v2.brief.json"],
    ["/a.b/shop", "/a.b/shop.brief.json"],
    ["/a/.sql", "/a/.sql.brief.json"],
    ["C:\\a\\shop.sql", "C:\\a\\shop.brief.json"],
  ])("of %s is %s", (sql, side) => {
    expect(sideFileOf(sql)).toBe(side);
  });
});
