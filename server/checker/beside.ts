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

/** What a text says that it makes, each as `kind name`, in lower case and without its schema; read by its words alone. */
export function madeIn(text: string): readonly string[] {
  const made = new Set<string>();
  for (const [, word = "", , written = ""] of text.matchAll(making)) {
    const kind = kinds[word.toLowerCase()];
    if (kind !== undefined) made.add(keyOf(kind, written.replace(/["`]/g, "")));
  }
  return [...made];
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
  const keys =
    kind === "type" || kind === "other"
      ? ["relation", "type", "routine"].map((one) => keyOf(one, lacking))
      : [keyOf(kind, lacking)];
  const makers = files.filter(({ makes }) => keys.some((key) => makes.includes(key)));
  const [maker] = makers;
  if (!maker) return undefined;
  const own = ownMakes(script);
  if (keys.some((key) => own.all.has(key))) return undefined;
  // A script without tables is for those of others, whichever of them.
  if (!own.hasTables) return maker.path;
  if (makers.length > 1) return undefined;
  const shared = maker.makes.filter((one) => own.all.has(one)).length;
  return shared * 2 >= maker.makes.length ? undefined : maker.path;
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
    own = { all: new Set(madeIn(script.text)), hasTables: makesTable.test(script.text) };
    known.set(script, own);
  }
  return own;
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}
