// The import table of .dependency-cruiser.cjs, enforced. Two ways in which that check could pass by accident are
// failures here: a run that saw hardly any modules, and a folder that the table does not name.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { cruise, format } from "dependency-cruiser";
import extractConfig from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { root } from "./setup/paths.mjs";
import { Expected, main } from "./setup/say.mjs";

process.chdir(root);

/** Every folder that holds modules: those of server/, and client/ as one. */
async function foldersOnDisk() {
  const entries = await readdir(path.join(root, "server"), { withFileTypes: true });
  return ["client", ...entries.filter((entry) => entry.isDirectory()).map((entry) => `server/${entry.name}`)];
}

/** The folders that the table names: each row is a rule `imports-of-…` for what lies under one path. */
function rows(rules) {
  const named = rules.filter((rule) => rule.name.startsWith("imports-of-"));
  return named.map((rule) => rule.from.path.replace(/^\^/, "").replace(/\/$/, ""));
}

async function modulesOnDisk() {
  const files = await Promise.all(
    ["client", "server"].map((folder) => readdir(path.join(root, folder), { recursive: true })),
  );
  return files.flat().filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts")).length;
}

await main(async () => {
  const config = await extractConfig(path.join(root, ".dependency-cruiser.cjs"));
  const options = { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true };
  const { output } = await cruise(["client", "server"], options, undefined, {
    tsConfig: extractTsConfig(path.join(root, "tsconfig.json")),
  });

  const seen = output.modules.filter((module) => /^(client|server)\//.test(module.source)).length;
  const there = await modulesOnDisk();
  if (seen < there)
    throw new Expected(`the import check saw ${seen} of ${there} modules of client/ and server/`);
  const missing = (await foldersOnDisk()).filter((folder) => !rows(config.forbidden).includes(folder));
  if (missing.length > 0) {
    throw new Expected(`no row in the import table of .dependency-cruiser.cjs for ${missing.join(", ")}`);
  }

  const report = await format(output, { outputType: "err" });
  console.log(report.output.trim());
  return output.summary.error > 0 ? 1 : 0;
});
