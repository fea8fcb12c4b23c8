import type { Files } from "./files";
import type { MigrationPlace } from "./migrations";

/** Where a script of a Sqitch project stands: its folder, what it is checked on top of, and how. */
export interface SqitchPlace extends MigrationPlace {
  /** The folder of the plan. */
  readonly root: string;
  /** Whether changes up to this one need changes of other projects, which are not known. */
  readonly needsOthers: boolean;
}

/** `[roles other:users]` and the like behind a change: what stands before the colon is a project. */
const needsOthers = /^[^#%\s][^#\n]*?\[[^\]\n#]*[\w-]+:\w/m;
const script = /^(.*)\/(deploy|revert|verify)\/(.+)\.sql$/;

/** Sqitch's plan, and those of tools that read its format. */
const plans = ["sqitch.plan", "pgpm.plan", "launchql.plan"];

/** Undefined for a file that no plan of Sqitch names. `path` is absolute, with `/`. */
export async function sqitchPlace(path: string, files: Files): Promise<SqitchPlace | undefined> {
  const [, root = "", folder, change] = script.exec(path) ?? [];
  if (change === undefined) return undefined;
  const texts = await Promise.all(plans.map((name) => files.text(`${root}/${name}`)));
  const plan = texts.find((text) => text !== undefined);
  if (plan === undefined) return undefined;
  const changes = changesOf(plan);
  const index = changes.indexOf(change);
  const deploy = (names: readonly string[]): string[] => names.map((name) => `deploy/${name}.sql`);
  // What no plan names, such as a change that has been taken out of it, finds whatever there is.
  if (index < 0) return { root, before: deploy(changes), role: "schema", needsOthers: true };
  const others = needsOthers.test(plan);
  // What verifies a change is run again whenever others have been deployed.
  if (folder === "verify") return { root, before: deploy(changes), role: "schema", needsOthers: others };
  // What reverts a change finds it deployed.
  const before = deploy(changes.slice(0, folder === "deploy" ? index : index + 1));
  const role = folder === "deploy" && index > 0 ? "migration" : "schema";
  return { root, before, role, needsOthers: others };
}

/**
 * The names of a plan's changes in order (sqitchchanges in Sqitch's manual). A change that is reworked stands there
 * more than once; all but the last are kept under the tag that follows them, as `name@tag`.
 */
function changesOf(plan: string): string[] {
  const changes: string[] = [];
  const untagged = new Set<string>();
  const tagged = new Map<string, string>();
  for (const line of plan.split(/\r?\n/)) {
    const [word = ""] = line.trim().split(/\s/, 1);
    if (word === "" || /^[%#-]/.test(word)) continue;
    if (word.startsWith("@")) {
      for (const name of untagged) tagged.set(name, `${name}${word}`);
      untagged.clear();
      continue;
    }
    const name = word.replace(/^\+/, "");
    const earlier = changes.indexOf(name);
    if (earlier >= 0) changes[earlier] = tagged.get(name) ?? name;
    changes.push(name);
    untagged.add(name);
  }
  return changes;
}
