import pc from "picocolors";
import type { Lines, Range } from "../lines";
import type { Report, Severity } from "../report";
import type { Format } from "./index";

/** Longer lines are cut around the problem, so that a terminal shows them on one row. */
const widest = 110;

/** For people: the place, the message, and the line of source with the words underlined. */
export const pretty: Format = function* (report, { colour }) {
  const paint = pc.createColors(colour);
  const severities: Record<Severity, string> = {
    error: paint.red("error"),
    warning: paint.yellow("warning"),
    information: paint.blue("information"),
    hint: paint.dim("hint"),
  };
  for (const { found, lines } of report.files)
    for (const { file, range, severity, code, message, related } of found) {
      const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
      yield `${paint.bold(place)} ${severities[severity]} ${paint.bold(message)} ${paint.dim(code)}\n`;
      yield excerpt(lines, range, paint);
      for (const one of related ?? []) {
        yield `  ${paint.cyan("→")} ${one.file}:${one.range.start.line + 1}:${one.range.start.character + 1} ${one.message}\n`;
        yield excerpt(lines, one.range, paint);
      }
      yield "\n";
    }
  for (const { file, engine, engineMessage } of report.files)
    if (engine === "unavailable" && engineMessage !== undefined)
      yield `${paint.yellow("!")} ${file}: checked without the database engine: ${engineMessage}\n`;
  yield `${summary(report, paint)}\n`;
};

function excerpt(lines: Lines, { start, end }: Range, paint: ReturnType<typeof pc.createColors>): string {
  const source = lines.line(start.line).replaceAll("\t", " ");
  const from = Math.max(0, Math.min(start.character - 40, source.length - widest));
  const shown = source.slice(from, from + widest);
  if (shown.trim() === "") return "";
  const stop = end.line === start.line ? end.character : source.length;
  const length = Math.max(1, Math.min(stop, from + widest) - start.character);
  const number = String(start.line + 1);
  const gutter = " ".repeat(number.length);
  const before = columns(source.slice(from, start.character));
  const under = "^".repeat(Math.max(1, columns(source.slice(start.character, start.character + length))));
  return (
    `  ${paint.dim(`${number} │`)} ${shown}\n` +
    `  ${paint.dim(`${gutter} │`)} ${" ".repeat(before)}${paint.red(under)}\n`
  );
}

/** Columns that a terminal gives to a text: two for the wide scripts and for emoji, none for marks that combine. */
function columns(text: string): number {
  let width = 0;
  for (const character of text)
    width += /\p{M}|\u200d/u.test(character)
      ? 0
      : /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u.test(
            character,
          )
        ? 2
        : 1;
  return width;
}

function summary({ files, errors, warnings }: Report, paint: ReturnType<typeof pc.createColors>): string {
  const rest = files.reduce((sum, { found }) => sum + found.length, 0) - errors - warnings;
  const parts = [
    errors > 0 && paint.red(count(errors, "error")),
    warnings > 0 && paint.yellow(count(warnings, "warning")),
    rest > 0 && count(rest, "note"),
  ].filter((part) => part !== false);
  const ran = files.filter(({ engine }) => engine === "ran").length;
  const engine = `${ran === files.length ? "" : ran === 0 ? "not " : `${ran} `}run on a real database`;
  const what = parts.length > 0 ? parts.join(", ") : paint.green("No problems");
  return `${what} in ${count(files.length, "file")}, ${engine}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
