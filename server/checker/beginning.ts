import { lacksBeginning } from "../rules";
import type { Script } from "../sql";
import type { CheckOptions } from "./checker";
import { isSame, type ObjectId } from "./objects";
import { effectsOf } from "./provides";
import { mayMake } from "./text-effects";

/** What a database can have had before the first of the files; not what belongs to something that they make. */
const earlier = new Set<ObjectId["kind"]>(["relation", "type", "routine", "schema", "other"]);

/** Whether the object may have been there before the first of the files, since none of them makes it up to there. */
export function isFromBefore(
  object: ObjectId,
  statement: number,
  script: Script,
  { isInOrder, isContinued }: CheckOptions,
): boolean {
  if (!earlier.has(object.kind) || !(isContinued || (isInOrder && lacksBeginning(script)))) return false;
  const { named, unread } = makersOf(script);
  const isMade = (named.get(object.name.toLowerCase()) ?? []).some(
    (maker) => maker.statement < statement && (maker.made === undefined || isSame(object, maker.made)),
  );
  return !isMade && !unread.some((maker) => maker.statement < statement && mayMake(maker.text, object));
}

/** What the statements of a script make, for the many that lack something. */
interface Makers {
  /** By names in lower case; `made` is undefined in the dialects without trees. */
  readonly named: ReadonlyMap<
    string,
    readonly { readonly statement: number; readonly made: ObjectId | undefined }[]
  >;
  /** CREATE statements that do not parse. */
  readonly unread: readonly { readonly statement: number; readonly text: string }[];
}

const known = new WeakMap<Script, Makers>();

function makersOf(script: Script): Makers {
  const kept = known.get(script);
  if (kept) return kept;
  const named = new Map<string, { statement: number; made: ObjectId | undefined }[]>();
  const unread: { statement: number; text: string }[] = [];
  const add = (name: string, statement: number, made?: ObjectId): void => {
    const list = named.get(name.toLowerCase());
    if (list) list.push({ statement, made });
    else named.set(name.toLowerCase(), [{ statement, made }]);
  };
  script.statements.forEach(({ text, parsed }, statement) => {
    if (parsed.tree) for (const made of effectsOf(parsed).makes) add(made.name, statement, made);
    else if (parsed.problem) {
      if (/^create\b/i.test(text)) unread.push({ statement, text });
    } else {
      const name = createdName(text);
      if (name !== undefined) add(name, statement);
    }
  });
  const makers = { named, unread };
  known.set(script, makers);
  return makers;
}

/** The name of what a statement of a dialect without trees creates. */
function createdName(text: string): string | undefined {
  const [, written] = /^create\s+(?:[a-z]+\s+)+?(?:if\s+not\s+exists\s+)?([^\s(]+)/i.exec(text) ?? [];
  return written?.replace(/["`]/g, "").split(".").at(-1);
}
