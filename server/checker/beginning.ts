import { lacksBeginning } from "../rules";
import type { Script } from "../sql";
import { isSame, type ObjectId } from "./objects";
import { effectsOf } from "./provides";
import { mayMake } from "./text-effects";

/** What a database can have had before the first of the files; not what belongs to something that they make. */
const earlier = new Set<ObjectId["kind"]>(["relation", "type", "routine", "schema", "other"]);

/** Whether the object may have been there before the first of the files, since none of them makes it up to there. */
export function isFromBefore(object: ObjectId, statement: number, script: Script): boolean {
  if (!earlier.has(object.kind) || !lacksBeginning(script)) return false;
  return !script.statements.slice(0, statement).some(({ text, parsed }) => {
    if (!text.toLowerCase().includes(object.name.toLowerCase())) return false;
    if (parsed.tree) return effectsOf(parsed).makes.some((made) => isSame(object, made));
    if (parsed.problem) return /^create\b/i.test(text) && mayMake(text, object);
    return creates(text, object.name);
  });
}

/** Whether a statement of a dialect without trees creates something of the name. */
function creates(text: string, name: string): boolean {
  const [, written = ""] = /^create\s+(?:[a-z]+\s+)+?(?:if\s+not\s+exists\s+)?([^\s(]+)/i.exec(text) ?? [];
  return written.replace(/["`]/g, "").split(".").at(-1)?.toLowerCase() === name.toLowerCase();
}
