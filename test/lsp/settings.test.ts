import { describe, expect, it } from "vitest";
import { parseSettings } from "../../server/lsp/settings";

const inlayHints = { foreignKeyTypes: true, implicitNotNull: true, generatedNames: false };

describe("settings", () => {
  it("are read as people write them", () => {
    const written = {
      dialect: "sqlite",
      check: { engine: false, rules: { "missing-primary-key": "off" } },
      schema: { files: ["a/*.sql", 1], assume: ["auth"] },
    };
    expect(parseSettings(written)).toEqual({
      dialect: "sqlite",
      engine: false,
      format: {},
      inlayHints,
      rules: { "missing-primary-key": "off" },
      schema: { files: ["a/*.sql"], assume: ["auth"] },
    });
  });

  it.each([
    undefined,
    null,
    7,
    "text",
    {},
    { dialect: "oracle", check: { engine: "yes", rules: { a: "loud" } } },
  ])("are the defaults where %j makes no sense", (value) =>
    expect(parseSettings(value)).toEqual({
      dialect: "auto",
      engine: true,
      rules: {},
      schema: { files: [], assume: [] },
      format: {},
      inlayHints,
    }),
  );
});
