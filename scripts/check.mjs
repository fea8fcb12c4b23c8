// `npm run check`: everything that is judged without running the product. All checks run, so that one report is whole.
import { root } from "./setup/paths.mjs";
import { npm } from "./setup/npm.mjs";
import { main, say } from "./setup/say.mjs";

const checks = ["types", "lint", "format", "imports", "dead"];

await main(async () => {
  const failed = [];
  for (const check of checks) {
    const since = Date.now();
    const { code, output } = await npm(["run", `check:${check}`, "--silent"], { cwd: root });
    const verdict = code === 0 ? "clean" : "FAILED";
    say(`check:${check} ${verdict} in ${((Date.now() - since) / 1000).toFixed(1)} s`);
    if (code === 0) continue;
    console.log(output.trim());
    failed.push(check);
  }
  if (failed.length > 0)
    console.log(`\nfailed: ${failed.map((check) => `npm run check:${check}`).join(", ")}`);
  return failed.length > 0 ? 1 : 0;
});
