import type { Script } from "../sql";
import type { ObjectId } from "./objects";

/** A file that lies beside the one that is checked, and what it makes. */
export interface FileBeside {
  /** As people write it, from the folder of the file that is checked. */
  readonly path: string;
  /** What `madeIn` gives for its text. */
  readonly makes: readonly string[];
}

const name = /(?:"[^"\n]+"|`[^`\n]+`|[\p{L}_][\p{L}\p{N}_$]*)/u.source;
const making = new RegExp(
  String.raw`\bcreate\s+(?:or\s+replace\s+)?(?:(?:definer|algorithm|sql\s+security)\b\s*=?\s*\S+\s+)*` +
    String.raw`(?:(?:global|local|temp|temporary|unlogged|foreign|materialized|recursive|virtual|unique|fulltext|spatial)\s+)*` +
    String.raw`(table|view|sequence|index|type|domain|function|procedure|aggregate|schema|collation)\s+` +
    String.raw`(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:(${name})\s*\.\s*)?(${name})`,
  "giu",
);

const kinds: Readonly<Record<string, ObjectId["kind"]>> = {
  table: "relation",
  view: "relation",
  sequence: "relation",
  index: "relation",
  type: "type",
  domain: "type",
  function: "routine",
  procedure: "routine",
  aggregate: "routine",
  schema: "schema",
};

/**
 * What a text says that it makes, each as `kind name`, in lower case and without its schema; read by its words alone. A
 * schema into which it puts something counts too: it has to be there by then.
 */
export function madeIn(text: string): readonly string[] {
  const { made, schemas } = read(text);
  return [...new Set([...made, ...schemas])];
}

function read(text: string): { readonly made: ReadonlySet<string>; readonly schemas: ReadonlySet<string> } {
  const made = new Set<string>();
  const schemas = new Set<string>();
  for (const [, word = "", schema, written = ""] of text.matchAll(making)) {
    const kind = kinds[word.toLowerCase()];
    if (kind === undefined) continue;
    made.add(keyOf(kind, plain(written)));
    if (schema !== undefined) schemas.add(keyOf("schema", plain(schema)));
  }
  return { made, schemas };
}

function plain(written: string): string {
  return written.replace(/["`]/g, "");
}

/**
 * The file beside a script that makes what the script lacks; undefined where none does, or where nothing says that
 * the two are parts of one schema: several files make it, or the one that does is another version of the script.
 */
export function makerBeside(
  { kind, name: lacking }: ObjectId,
  script: Script,
  files: readonly FileBeside[],
): string | undefined {
  const keys = keysOf(kind, lacking);
  const makers = files.filter(({ makes }) => keys.some((key) => makes.includes(key)));
  const [maker] = makers;
  if (!maker) return undefined;
  const own = ownMakes(script);
  if (keys.some((key) => own.all.has(key))) return undefined;
  // A script without tables is for those of others, whichever of them.
  if (!own.hasTables) return maker.path;
  const isVersion = ({ makes }: FileBeside) =>
    makes.filter((one) => own.all.has(one)).length * 2 >= makes.length;
  // Many files put things into one schema, and make it if need be.
  if (kind === "schema") return makers.find((one) => !isVersion(one))?.path;
  return makers.length > 1 || isVersion(maker) ? undefined : maker.path;
}

/** What would bring an object; a sequence or an index may come with its table, and be named after it. */
function keysOf(kind: ObjectId["kind"], name: string): readonly string[] {
  if (kind === "relation") {
    const [, table] = /^(.+?)_(?:\w+_)?(?:pkey|key\d*|seq\d*|idx\d*)$/.exec(name) ?? [];
    const tables = (table ?? "").split("_").map((_, index, words) => words.slice(0, index + 1).join("_"));
    return [name, ...tables].filter((one) => one !== "").map((one) => keyOf(kind, one));
  }
  const element = name.replace(/\[\]$/, "");
  if (kind !== "type" && kind !== "other") return [keyOf(kind, name)];
  return ["relation", "type", "routine"].map((one) => keyOf(one, element));
}

interface OwnMakes {
  readonly all: ReadonlySet<string>;
  readonly hasTables: boolean;
}

const makesTable = /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|foreign\s+)?table\b/i;
const known = new WeakMap<Script, OwnMakes>();

function ownMakes(script: Script): OwnMakes {
  let own = known.get(script);
  if (!own) {
    own = { all: read(script.text).made, hasTables: makesTable.test(script.text) };
    known.set(script, own);
  }
  return own;
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}
