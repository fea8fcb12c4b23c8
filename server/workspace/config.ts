import { rules as known, type CheckOptions } from "../checker";
import { nearName } from "../rules";
import { dialects, type DialectChoice, type Span } from "../sql";

/** The file that the command line and the editor share; it stands at the root of a workspace. */
export const configName = "dbscst.config.json";

/** What a configuration file says; what it does not say is absent. */
export interface Config {
  readonly dialect?: DialectChoice;
  /** By rule: its severity, or `off`. */
  readonly rules: NonNullable<CheckOptions["rules"]>;
  readonly schema: {
    /** Globs, relative to the file's folder: these files form one schema, each on top of those before it. */
    readonly files: readonly string[];
    /** Schemas that exist outside of the files. */
    readonly assume: readonly string[];
  };
  /** Whether statements are run on a database engine. */
  readonly engine?: boolean;
  /** How generated schemas are designed; what is absent is as by default. */
  readonly generate: {
    readonly keys?: (typeof keyChoices)[number];
    readonly categories?: (typeof categoryChoices)[number];
  };
}

export interface ConfigProblem {
  /** Of the file's text, UTF-16. */
  readonly span: Span;
  readonly message: string;
}

export const noConfig: Config = { rules: {}, schema: { files: [], assume: [] }, generate: {} };

const keys = ["$schema", "dialect", "rules", "schema", "engine", "generate"];
const schemaKeys = ["files", "assume"];
const severities = ["error", "warning", "information", "hint", "off"] as const;
const keyChoices = ["identity", "uuid"] as const;
const categoryChoices = ["enum", "check", "lookup"] as const;
const dialectChoices = ["auto", ...dialects] as const;

/** Reads a configuration file. What is wrong in it is told, and the rest of it holds. */
export function parseConfig(text: string): { value: Config; problems: readonly ConfigProblem[] } {
  const source = text.replace(/^\ufeff/, " ");
  const problems: ConfigProblem[] = [];
  const tell = (path: readonly string[], message: string) =>
    problems.push({ span: placeOf(source, path), message });
  let root: unknown;
  try {
    root = JSON.parse(source);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const at = Math.min(Number(/position (\d+)/.exec(why)?.[1] ?? source.length), source.length);
    const span = {
      start: Math.max(0, Math.min(at, source.length - 1)),
      end: Math.max(at, source.length && 1),
    };
    return { value: noConfig, problems: [{ span, message: `This is no JSON: ${why}.` }] };
  }
  if (!isObject(root)) {
    tell([], 'This has to be an object, such as { "dialect": "postgresql" }.');
    return { value: noConfig, problems };
  }
  checkKeys(root, [], keys, tell);
  const { dialect, engine, schema } = root;
  const chosen = dialectChoices.find((choice) => choice === dialect);
  if (dialect !== undefined && chosen === undefined)
    tell(["dialect"], `"dialect" is one of ${dialectChoices.join(", ")}.`);
  if (engine !== undefined && typeof engine !== "boolean") tell(["engine"], '"engine" is true or false.');
  if (schema !== undefined && !isObject(schema))
    tell(["schema"], '"schema" is an object with "files" and "assume".');
  const parts = isObject(schema) ? schema : {};
  checkKeys(parts, ["schema"], schemaKeys, tell);
  const value: Config = {
    ...(chosen !== undefined && { dialect: chosen }),
    rules: readRules(root.rules, tell),
    schema: {
      files: readTexts(parts.files, ["schema", "files"], "globs", tell),
      assume: readTexts(parts.assume, ["schema", "assume"], "names of schemas", tell),
    },
    ...(typeof engine === "boolean" && { engine }),
    generate: readGenerate(root.generate, tell),
  };
  return { value, problems };
}

type Tell = (path: readonly string[], message: string) => void;

function readRules(value: unknown, tell: Tell): Config["rules"] {
  if (value === undefined) return {};
  if (!isObject(value)) {
    tell(["rules"], '"rules" is an object, such as { "missing-primary-key": "off" }.');
    return {};
  }
  const codes = known.map(({ code }) => code);
  return Object.fromEntries(
    Object.entries(value).flatMap(([code, wanted]) => {
      if (!codes.includes(code)) {
        tell(["rules", code], `There is no rule "${code}".${meant(code, codes)}`);
        return [];
      }
      const severity = severities.find((one) => one === wanted);
      if (severity !== undefined) return [[code, severity]];
      tell(["rules", code], `The severity of "${code}" is one of ${severities.join(", ")}.`);
      return [];
    }),
  );
}

function readGenerate(value: unknown, tell: Tell): Config["generate"] {
  if (value === undefined) return {};
  if (!isObject(value)) {
    tell(["generate"], '"generate" is an object with "keys" and "categories".');
    return {};
  }
  checkKeys(value, ["generate"], ["keys", "categories"], tell);
  const keys = keyChoices.find((choice) => choice === value.keys);
  const categories = categoryChoices.find((choice) => choice === value.categories);
  if (value.keys !== undefined && keys === undefined)
    tell(["generate", "keys"], `"keys" is one of ${keyChoices.join(", ")}.`);
  if (value.categories !== undefined && categories === undefined)
    tell(["generate", "categories"], `"categories" is one of ${categoryChoices.join(", ")}.`);
  return { ...(keys && { keys }), ...(categories && { categories }) };
}

function readTexts(value: unknown, path: readonly string[], what: string, tell: Tell): readonly string[] {
  if (value === undefined) return [];
  const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const texts = list?.filter((one): one is string => typeof one === "string" && one !== "") ?? [];
  if (list?.length !== texts.length)
    tell(path, `"${path.at(-1) ?? ""}" is a list of ${what}, each in quotes.`);
  return texts;
}

function checkKeys(
  value: Readonly<Record<string, unknown>>,
  path: readonly string[],
  allowed: readonly string[],
  tell: Tell,
): void {
  for (const key of Object.keys(value)) {
    if (allowed.includes(key)) continue;
    const names = allowed.filter((name) => !name.startsWith("$")).join(", ");
    tell([...path, key], `There is no "${key}" here; there are ${names}.${meant(key, allowed)}`);
  }
}

function meant(word: string, list: readonly string[]): string {
  const near = nearName(word, list);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The key that a path leads to; JSON.parse keeps no places, so each key is sought behind the one before. */
function placeOf(text: string, path: readonly string[]): Span {
  let span = { start: 0, end: Math.min(1, text.length) };
  for (const key of path) {
    const written = JSON.stringify(key);
    const found = text.indexOf(written, path[0] === key ? 0 : span.end);
    if (found < 0) return span;
    span = { start: found, end: found + written.length };
  }
  return span;
}
