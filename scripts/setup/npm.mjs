// npm as a program, wherever it is: run through `npm start` it says itself where it is.
import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "./processes.mjs";

function npmCommand() {
  const beside = path.join(path.dirname(process.execPath), "node_modules/npm/bin/npm-cli.js");
  const candidates = [process.env.npm_execpath, beside];
  const script = candidates.find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  return script ? { file: process.execPath, args: [script] } : { file: "npm", args: [] };
}

/** Runs npm without the noise of audits, funding and update notices. */
export function npm(args, options = {}) {
  const command = npmCommand();
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  return run(command.file, [...command.args, ...args, ...quiet], options);
}

/** The lines of a failed npm run that say why, for a message to a person. */
export function reason(output) {
  const lines = output
    .split("\n")
    .filter((line) => /^npm (error|ERR!) \S/.test(line) && !/debug|log|npm error +at /.test(line));
  return lines.slice(0, 6).join("\n") || output.trim().split("\n").slice(-6).join("\n");
}
