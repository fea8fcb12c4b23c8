// The SQL files that a benchmark looks at.
import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Those of the places behind `--in`, files or folders with all that lies in them; else those of the usual places. */
export function sqlFiles(usual) {
  const at = process.argv.indexOf("--in");
  const asked = at < 0 ? [] : process.argv.slice(at + 1);
  const given = asked.slice(0, asked.findIndex((one) => one.startsWith("--")) >>> 0);
  return (given.length > 0 ? given : usual).flatMap(listed);
}

function listed(place) {
  if (!statSync(place).isDirectory()) return place.endsWith(".sql") ? [place] : [];
  return readdirSync(place)
    .sort()
    .flatMap((name) => listed(path.join(place, name)));
}
