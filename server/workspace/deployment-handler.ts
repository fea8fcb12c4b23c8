import type { Files } from "./files";

/** A step of DBIx::Class::DeploymentHandler: its folder has the versions between which it leads. */
const step = /^(.*)\/(?:upgrade|downgrade)\/(\d+)-\d+\/[^/]+\.sql$/;

/**
 * What such a step is run on top of: the whole schema of the version before it, which lies in `deploy/<version>`, and
 * the files of the step that come first. Undefined for any other file. `path` is absolute, with `/`.
 */
export async function deployedBefore(
  path: string,
  files: Files,
): Promise<{ readonly root: string; readonly before: readonly string[] } | undefined> {
  const [, root = "", version] = step.exec(path) ?? [];
  if (version === undefined) return undefined;
  const deployed = await files.matching(`${root}/deploy/${version}`, ["*.sql"]);
  if (deployed.length === 0) return undefined;
  const folder = path.slice(0, path.lastIndexOf("/"));
  const own = await files.matching(folder, ["*.sql"]);
  const before = [...deployed, ...own.slice(0, own.indexOf(path))];
  return { root, before: before.map((file) => file.slice(root.length + 1)) };
}
