import type { Dialect } from "../sql";

/** Liquibase's formatted SQL begins with it (docs.liquibase.com, "SQL format"). */
const head = /^\s*--[ \t]*liquibase formatted sql\b/i;
const changeset = /^[ \t]*--[ \t]*changeset[ \t]+[^\r\n]*/gim;

/**
 * What Liquibase runs of a text: changesets for other databases are blank, and the delimiter that one names is a
 * semicolon. All that is left stands where it stood; a text that is not Liquibase's is given as it is.
 */
export function liquibaseRuns(text: string, dialect: Dialect): string {
  if (!head.test(text)) return text;
  const marks = [...text.matchAll(changeset)];
  let run = text.slice(0, marks[0]?.index);
  for (const [index, mark] of marks.entries()) {
    const [line] = mark;
    const body = text.slice(mark.index + line.length, marks[index + 1]?.index);
    run += line;
    if (isFor(attribute(line, "dbms"), dialect)) run += withSemicolons(body, attribute(line, "endDelimiter"));
    else run += body.replace(/[^\r\n]/g, " ");
  }
  return run;
}

function attribute(line: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}:[ \\t]*(?:"([^"]*)"|'([^']*)'|(\\S+))`, "i").exec(line);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** `postgresql,h2`, `!mysql`, `all` or `none`. */
function isFor(dbms: string | undefined, dialect: Dialect): boolean {
  const names = (dbms ?? "all").toLowerCase().split(/[\s,]+/);
  if (names.includes(`!${dialect}`)) return false;
  const wanted = names.filter((name) => name !== "" && !name.startsWith("!"));
  return wanted.length === 0 || wanted.includes("all") || wanted.includes(dialect);
}

/** The text with a semicolon at each place where the delimiter ends a statement: at the end of a line. */
function withSemicolons(body: string, delimiter: string | undefined): string {
  const word = delimiter?.replace(/\\[nr]/g, "").trim();
  if (word === undefined || word === "" || word === ";") return body;
  const place = new RegExp(`${word.replace(/\W/g, "\\$&")}(?=[ \\t]*(?:--[^\\r\\n]*)?\\r?$)`, "gim");
  return body.replace(place, (found: string, at: number) =>
    // A word that only ends with the delimiter is none.
    /\w/.test(word) && /\w/.test(body[at - 1] ?? "") ? found : ";".padEnd(found.length),
  );
}
