// `npm run package`: the extension as one file, dbscst-VERSION.vsix, minified and within its size budget.
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { root } from "./setup/paths.mjs";
import { run } from "./setup/processes.mjs";
import { Expected, main, say, step } from "./setup/say.mjs";

/** Megabytes; two thirds of it are PostgreSQL as WebAssembly and its extensions. */
const budget = 15;

async function must(args, failure) {
  const { code, output } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) throw new Expected(`${failure}:\n${output.trim()}`);
}

await main(async () => {
  await ensureDependencies();
  // It carries no stamp, so the next `npm start` builds anew, with source maps.
  await step("building dist/ for release", () => must(["esbuild.mjs", "--production"], "the build failed"));
  const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const file = path.join(root, `dbscst-${version}.vsix`);
  await step("packaging", () =>
    must(
      [
        path.join(root, "node_modules/@vscode/vsce/vsce"),
        ...["package", "--no-dependencies", "--allow-missing-repository", "--out", file],
        // The pictures of README.md are in the package, so nothing has to be fetched to show them.
        "--no-rewrite-relative-links",
      ],
      "vsce could not make the package",
    ),
  );
  const size = (await stat(file)).size / 1e6;
  if (size > budget)
    throw new Expected(`${file} has ${size.toFixed(1)} MB, which is over its budget of ${budget}`);
  say(`${path.relative(root, file)}: ${size.toFixed(1)} MB`);
});
