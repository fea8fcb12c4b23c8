// The examples of the rules' pages and the cases of their tests, as files that a language server can open.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
/** In a migration's cases, this line stands between what is there before and the file itself. */
const divider = "-- the migration:\n";

/** Writes them below a folder, each rule's with a configuration of its own; gives the paths of those to be checked. */
export function writeRuleCases(rules, folder) {
  return rules.flatMap(({ code, group, dialects }) => {
    const page = readFileSync(path.join(root, `docs/rules/${code}.md`), "utf8");
    const block = (heading) => new RegExp(`^## ${heading}\\n+\`\`\`sql\\n(.*?)\`\`\``, "ms").exec(page)?.[1];
    const file = path.join(root, `test/rules/cases/${code}.sql`);
    const [one, two] = existsSync(file) ? readFileSync(file, "utf8").split(divider) : [];
    const texts = {
      page: { before: block("Starting from"), text: block("Bad") },
      case: { before: two === undefined ? undefined : one, text: two ?? one },
    };
    return Object.entries(texts).flatMap(([name, { before, text }]) => {
      if (text === undefined) return [];
      const place = path.join(folder, code, name, group === "migration" ? "migrations" : "");
      mkdirSync(place, { recursive: true });
      writeFileSync(path.join(folder, code, "dbscst.config.json"), JSON.stringify({ dialect: dialects[0] }));
      if (group !== "migration") return write(path.join(place, "schema.sql"), (before ?? "") + text);
      write(path.join(place, "0001_before.sql"), before ?? "");
      return write(path.join(place, "0002_change.sql"), text);
    });
  });
}

function write(file, text) {
  writeFileSync(file, text);
  return file;
}
