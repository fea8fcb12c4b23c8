import type { ProbeAnswer } from "../../engine";
import type { Script, Statement } from "../../sql";
import { effectsOf } from "../provides";
import type { Ask } from "./check-bodies";

/** Beyond this many names that a change reaches all is asked again. */
const mostNames = 200;

/** Answers that are kept. */
const capacity = 4000;

/**
 * What a database has answered about the bodies of a document. An answer holds from version to version, until a
 * statement changes that makes something which the body names, or which leads to that.
 */
export class ProbeMemory {
  readonly #answers = new Map<string, ProbeAnswer>();
  /** The version that the answers are about. */
  #script: Script | undefined;
  #broken = new Set<string>();

  /** Takes the next version in; gives what asks about it. */
  follow(script: Script, ask: Ask): Ask {
    const broken = new Set(script.statements.filter(isBroken).map(({ text }) => text));
    const isTyped = [...broken].some((text) => !this.#broken.has(text));
    this.#broken = broken;
    // While a statement is being typed, nobody can say what it will make.
    if (this.#script && isTyped) return (probes) => this.#known(probes);
    if (this.#script) this.#forget(changed(this.#script, script), script);
    this.#script = script;
    return (probes) => this.#ask(probes, ask);
  }

  #known(probes: readonly string[]): Promise<readonly ProbeAnswer[]> {
    return Promise.resolve(probes.map((probe) => this.#answers.get(probe)));
  }

  async #ask(probes: readonly string[], ask: Ask): Promise<readonly ProbeAnswer[]> {
    const open = [...new Set(probes)].filter((probe) => !this.#answers.has(probe));
    if (open.length > 0) {
      const answers = await ask(open);
      if (this.#answers.size > capacity) this.#answers.clear();
      // What is not answered in time is not asked again, since that would take as long.
      answers.forEach((answer, index) => this.#answers.set(open[index] ?? "", answer));
    }
    return this.#known(probes);
  }

  #forget(statements: readonly Statement[], script: Script): void {
    const names = new Set<string>();
    for (const statement of statements) {
      const made = namesOf(statement);
      if (!made) {
        this.#answers.clear();
        return;
      }
      for (const name of made) names.add(name);
    }
    if (names.size === 0 || this.#answers.size === 0) return;
    for (let before = 0; before < names.size;) {
      before = names.size;
      const mentions = mentioning(names);
      for (const statement of script.statements) {
        if (isOfRows(statement) || !mentions.test(statement.text)) continue;
        for (const name of namesOf(statement) ?? []) names.add(name);
      }
      if (names.size > mostNames) {
        this.#answers.clear();
        return;
      }
    }
    const mentions = mentioning(names);
    for (const probe of this.#answers.keys()) if (mentions.test(probe)) this.#answers.delete(probe);
  }
}

/** The statements of both versions that are not the same, or do not stand at the same place among the others. */
function changed({ statements: before }: Script, { statements: after }: Script): Statement[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start]?.text === after[start]?.text) start++;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1]?.text === after[endAfter - 1]?.text) {
    endBefore--;
    endAfter--;
  }
  return [...before.slice(start, endBefore), ...after.slice(start, endAfter)];
}

function isBroken({ kind, parsed }: Statement): boolean {
  return kind === "sql" && parsed.problem !== undefined && !parsed.tree;
}

/** What changes no more than rows, rights and words about things. */
const ofRows = new Set(["InsertStmt", "UpdateStmt", "DeleteStmt", "CopyStmt", "CommentStmt", "GrantStmt"]);

function isOfRows({ kind, parsed }: Statement): boolean {
  if (kind === "copy-data") return true;
  const [type = ""] = Object.keys(parsed.tree ?? {});
  return ofRows.has(type);
}

/** Things that are used without their name, or under another. */
const nameless = new Set([
  "schema",
  "extension",
  "operator",
  "operator class",
  "access method",
  "role",
  "other",
]);

/** The names of what a statement makes or takes away; undefined where they cannot be told. */
function namesOf(statement: Statement): readonly string[] | undefined {
  if (isOfRows(statement) || isBroken(statement)) return [];
  const { makes, frees } = effectsOf(statement.parsed);
  const things = [...makes, ...frees];
  if (things.length === 0 || things.some(({ kind }) => nameless.has(kind))) return undefined;
  return [...new Set(things.map(({ name, relation }) => (relation ?? name).toLowerCase()))];
}

function mentioning(names: ReadonlySet<string>): RegExp {
  const words = [...names].map((name) => name.replace(/[^\w$]/g, "\\$&"));
  return new RegExp(`(?<![\\w$])(?:${words.join("|")})(?![\\w$])`, "i");
}
