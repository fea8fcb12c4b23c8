import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json";
import texts from "../../package.nls.json";

const root = join(import.meta.dirname, "..", "..");
const { contributes } = manifest;
const offered = contributes.commands.map(({ command }) => command);

/** The sources of client/commands, by file. */
const sources = new Map(
  readdirSync(join(root, "client/commands")).map((file) => [
    file.replace(/\.ts$/, ""),
    readFileSync(join(root, "client/commands", file), "utf8"),
  ]),
);

describe("the manifest", () => {
  it("has a text for each placeholder, and no text that nothing shows", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? "");
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });

  it("offers commands of one category, each in a file of its own", () => {
    expect(contributes.commands.every(({ category }) => category === "dbscst")).toBe(true);
    const table = sources.get("index") ?? "";
    const named = [...sources.values()].flatMap((source) => /^ {2}name: "(\w+)"/m.exec(source)?.[1] ?? []);
    expect(named.map((name) => `dbscst.${name}`)).toEqual(expect.arrayContaining(offered));
    const files = [...sources.keys()].filter((file) => file !== "index" && file !== "command");
    expect(files.filter((file) => !table.includes(`"./${file}"`))).toEqual([]);
  });

  it("ends no title of a command in dots", () => {
    const titles = Object.entries(texts).filter(([key]) => key.startsWith("command."));
    expect(titles.filter(([, title]) => /(?:…|\.\.\.)$/.test(title))).toEqual([]);
  });

  it("puts nothing into a menu that it does not offer", () => {
    const menus = Object.values(contributes.menus).flat();
    expect(menus.map(({ command }) => command).filter((command) => !offered.includes(command))).toEqual([]);
  });

  it("shows SQL in the walkthrough that is not cut off where its pictures stand", () => {
    const folder = join(root, "media/walkthrough");
    const lines = readdirSync(folder).flatMap((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      return [...text.matchAll(/^```sql\n(.*?)^```/gms)].flatMap(([, sql = ""]) => sql.split("\n"));
    });
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.length > 45)).toEqual([]);
  });

  it("is woken by SQL and commands, and keeps URLs of untrusted workspaces out", () => {
    expect(manifest.activationEvents).not.toContain("*");
    expect(manifest.capabilities.untrustedWorkspaces).toMatchObject({
      supported: "limited",
      restrictedConfigurations: expect.arrayContaining(["dbscst.openai.baseUrl"]) as unknown,
    });
  });
});
