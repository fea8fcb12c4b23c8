import type { Severity } from "../report";
import type { Format } from "./index";

const levels: Record<Severity, string> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands, which GitHub Actions shows as annotations on the changed lines. */
export const github: Format = function* ({ files }) {
  for (const { found } of files)
    for (const { file, range, severity, code, message } of found) {
      const properties = {
        file,
        line: range.start.line + 1,
        endLine: range.end.line + 1,
        // GitHub takes columns only where a problem stays on one line.
        ...(range.start.line === range.end.line && {
          col: range.start.character + 1,
          endColumn: range.end.character + 1,
        }),
        title: `dbscst ${code}`,
      };
      const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
      yield `::${levels[severity]} ${list.join(",")}::${data(message)}\n`;
    }
};

/** Escapes as @actions/core does, https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
