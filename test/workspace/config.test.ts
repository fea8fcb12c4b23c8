import { describe, expect, it, test } from "vitest";
import { parseConfig } from "../../server/workspace";

/** What is wrong with a text: `words: message`. */
function wrong(text: string): string[] {
  return parseConfig(text).problems.map(({ span, message }) => {
    expect(span.end).toBeLessThanOrEqual(text.length);
    return `${text.slice(span.start, span.end)}: ${message}`;
  });
}

describe("parseConfig", () => {
  it("reads what there is to say", () => {
    const config = {
      $schema: "./dbscst.schema.json",
      dialect: "sqlite",
      rules: { "missing-primary-key": "off", "char-type": "error" },
      schema: { files: ["schema/*.sql"], assume: ["auth"] },
      engine: false,
    };
    const { $schema: _, ...value } = config;
    expect(parseConfig(`\ufeff${JSON.stringify(config)}`)).toEqual({ value, problems: [] });
    expect(parseConfig("{}")).toEqual({
      value: { rules: {}, schema: { files: [], assume: [] } },
      problems: [],
    });
  });

  test.each<[string, string[]]>([
    [
      '{"dialects": "mysql"}',
      [
        '"dialects": There is no "dialects" here; there are dialect, rules, schema, engine. Did you mean "dialect"?',
      ],
    ],
    [
      '{"dialect": "oracle", "engine": "no"}',
      [
        '"dialect": "dialect" is one of auto, postgresql, mysql, mariadb, sqlite.',
        '"engine": "engine" is true or false.',
      ],
    ],
    [
      '{"rules": {"char-tpye": "off", "char-type": 2}}',
      [
        '"char-tpye": There is no rule "char-tpye". Did you mean "char-type"?',
        '"char-type": The severity of "char-type" is one of error, warning, information, hint, off.',
      ],
    ],
    ['{"schema": {"files": "*.sql"}}', ['"files": "files" is a list of globs, each in quotes.']],
    ["[]", ['[: This has to be an object, such as { "dialect": "postgresql" }.']],
  ])("tells what is wrong in %s, and where", (text, expected) => {
    expect(wrong(text)).toEqual(expected);
  });

  it("tells where the JSON ends too soon, also in an empty file", () => {
    expect(wrong('{"dialect": ')).toEqual([expect.stringMatching(/^.: This is no JSON: /)]);
    expect(wrong("")).toEqual([expect.stringMatching(/^: This is no JSON: /)]);
  });

  it("keeps what is right beside what is wrong", () => {
    expect(parseConfig('{"dialect": "mysql", "engine": 1}').value).toMatchObject({ dialect: "mysql" });
  });
});
