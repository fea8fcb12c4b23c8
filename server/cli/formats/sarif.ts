import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../../package.json";
import { rules } from "../../checker";
import type { Range } from "../lines";
import type { Severity } from "../report";
import type { Format } from "./index";

const levels: Record<Severity, string> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as code scanning reads it. */
export const sarif: Format = function* ({ files }) {
  const all = files.flatMap(({ found }) => found);
  const codes = [...new Set(all.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "dbscst", version, rules: codes.map(describe) } },
        columnKind: "utf16CodeUnits",
        results: all.map(({ file, range, severity, code, message, related }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: levels[severity],
          message: { text: message },
          locations: [location(file, range)],
          ...(related && {
            relatedLocations: related.map((one, id) => ({
              id,
              ...location(one.file, one.range),
              message: { text: one.message },
            })),
          }),
        })),
      },
    ],
  };
  yield `${JSON.stringify(log, undefined, 2)}\n`;
};

/** What GitHub's code scanning shows of a rule; for a SQLSTATE, that the database says so. */
function describe(id: string) {
  const rule = rules.find(({ code }) => code === id);
  const text = rule?.title ?? `The database refuses this with SQLSTATE ${id}.`;
  return {
    id,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: rule ? `Group: ${rule.group}.` : "See the list of error codes in the database's manual." },
    defaultConfiguration: { level: levels[rule?.severity ?? "error"] },
    ...(rule && { properties: { tags: [rule.group] } }),
  };
}

/** Relative to the folder that the tool ran in, or of the file where it lies elsewhere. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split("/").map(encodeURIComponent).join("/");
}

function location(file: string, { start, end }: Range) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      region: {
        startLine: start.line + 1,
        startColumn: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      },
    },
  };
}
