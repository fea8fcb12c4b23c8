import { readFileSync } from "node:fs";
import Ajv from "ajv";
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
      generate: { keys: "uuid", categories: "lookup" },
    };
    const { $schema: _, ...value } = config;
    expect(parseConfig(`\ufeff${JSON.stringify(config)}`)).toEqual({ value, problems: [] });
    expect(parseConfig("{}")).toEqual({
      value: { rules: {}, schema: { files: [], assume: [] }, generate: {} },
      problems: [],
    });
  });

  test.each<[string, string[]]>([
    [
      '{"dialects": "mysql"}',
      [
        '"dialects": There is no "dialects" here; there are dialect, rules, schema, engine, generate. Did you mean "dialect"?',
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
    [
      '{"generate": {"keys": "serial", "categories": "table", "key": 1}}',
      [
        '"key": There is no "key" here; there are keys, categories. Did you mean "keys"?',
        '"keys": "keys" is one of identity, uuid.',
        '"categories": "categories" is one of enum, check, lookup.',
      ],
    ],
    ['{"generate": "uuid"}', ['"generate": "generate" is an object with "keys" and "categories".']],
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

test.each([
  ['{"dialect": "mariadb", "rules": {"char-type": "off"}, "schema": {"files": ["a"], "assume": []}}'],
  ['{"dialect": "oracle"}'],
  ['{"engine": 1}'],
  ['{"rules": {"char-type": "loud"}}'],
  ['{"schema": {"assume": "auth"}}'],
  ['{"schema": {"file": []}}'],
  ['{"generate": {"keys": "uuid", "categories": "check"}}'],
  ['{"generate": {"keys": "check"}}'],
  ['{"generate": {"categories": "uuid"}}'],
  ['{"x": 1}'],
  ["[]"],
])("the schema that editors complete by agrees about %s", (text) => {
  const schema = new URL("../../syntaxes/dbscst.config.schema.json", import.meta.url);
  const valid = new Ajv().compile(JSON.parse(readFileSync(schema, "utf8")) as object);
  expect(valid(JSON.parse(text))).toBe(parseConfig(text).problems.length === 0);
});
