import type { Files } from "./files";
import type { MigrationPlace } from "./migrations";

/** Where a script of a Sqitch project stands: its folder, what it is checked on top of, and how. */
export interface SqitchPlace extends MigrationPlace {
  /** The folder of the plan. */
  readonly root: string;
}

const script = /^(.*)\/(deploy|revert|verify)\/(.+)\.sql$/;

/** Undefined for a file that no plan of Sqitch names. `path` is absolute, with `/`. */
export async function sqitchPlace(path: string, files: Files): Promise<SqitchPlace | undefined> {
  const [, root = "", folder, change] = script.exec(path) ?? [];
  if (change === undefined) return undefined;
  const plan = await files.text(`${root}/sqitch.plan`);
  if (plan === undefined) return undefined;
  const changes = changesOf(plan);
  const index = changes.indexOf(change);
  if (index < 0) return undefined;
  // What reverts or verifies a change finds it deployed.
  const before = changes
    .slice(0, folder === "deploy" ? index : index + 1)
    .map((name) => `deploy/${name}.sql`);
  return { root, before, role: folder === "deploy" && index > 0 ? "migration" : "schema" };
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
