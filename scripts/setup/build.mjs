// dist/: built when the content of a source differs from what it was built from.
import { root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Expected, step } from "./say.mjs";
import { builtFrom, sourcesHash } from "./sources.mjs";

/** Builds dist/ when it is not what the sources say; a build made by hand (`npm run build`) is taken as it is. */
export async function ensureBuild() {
  if ((await builtFrom()) === (await sourcesHash())) return;
  await step("building dist/", async () => {
    const { code, output } = await run(process.execPath, ["esbuild.mjs"], { cwd: root });
    if (code !== 0) throw new Expected(`the build failed:\n${output.trim()}`);
  });
}
