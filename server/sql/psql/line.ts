import { replaceVariables, type PsqlVariables } from "./variables";

/** A command of a backslash line, such as `\set name value`. */
export interface PsqlCommand {
  readonly name: string;
  /** Undefined where an argument is what a shell says, or a variable that the file gives no value. */
  readonly arguments: readonly (string | undefined)[];
}

const commandName = /\\([A-Za-z]+|[!?;])/y;

/** The commands of a backslash line, in order: another backslash outside of quotes begins another one. */
export function psqlCommands(line: string, variables: PsqlVariables): PsqlCommand[] {
  const commands: PsqlCommand[] = [];
  for (let at = line.indexOf("\\"); at >= 0 && at < line.length;) {
    commandName.lastIndex = at;
    const [whole, name] = commandName.exec(line) ?? [];
    if (whole === undefined || name === undefined) break;
    const { list, end } = argumentsFrom(line, at + whole.length, variables);
    commands.push({ name, arguments: list });
    at = end;
  }
  return commands;
}

function argumentsFrom(
  line: string,
  from: number,
  variables: PsqlVariables,
): { readonly list: (string | undefined)[]; readonly end: number } {
  const list: (string | undefined)[] = [];
  let at = from;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) at++;
    else if (line[at] === "\\") break;
    else {
      const { value, end } = argumentAt(line, at, variables);
      list.push(value);
      at = end;
    }
  }
  return { list, end: at };
}

/** One argument: what stands together without a blank, in quotes or not (psql manual, Meta-Commands). */
function argumentAt(
  line: string,
  from: number,
  variables: PsqlVariables,
): { readonly value: string | undefined; readonly end: number } {
  let value: string | undefined = "";
  let plain = from;
  let at = from;
  const take = (text: string | undefined): void => {
    value = value === undefined || text === undefined ? undefined : value + text;
  };
  const flush = (): void => {
    if (at > plain) take(replaceVariables(line.slice(plain, at), variables));
  };
  while (at < line.length && !/[\s\\]/.test(line.charAt(at))) {
    const quote = line.charAt(at);
    const isOfVariable = at > plain && line[at - 1] === ":";
    if (quote === '"' || (quote === "'" && isOfVariable)) at = endOfQuoted(line, at, quote);
    else if (quote === "'" || quote === "`") {
      flush();
      const end = endOfQuoted(line, at, quote);
      take(quote === "`" ? undefined : unescaped(line.slice(at + 1, end - 1)));
      plain = at = end;
    } else at++;
  }
  flush();
  return { value, end: at };
}

function endOfQuoted(line: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < line.length) {
    if (line[at] === "\\" && quote === "'") at += 2;
    else if (line[at] !== quote) at++;
    else if (line[at + 1] === quote && quote !== "`") at += 2;
    else return at + 1;
  }
  return line.length;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b", r: "\r", f: "\f" };

/** `''` and C's escapes, as psql has them within single quotes. */
function unescaped(text: string): string {
  return text.replace(
    /''|\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|([^]))/g,
    (_, octal?: string, hex?: string, letter?: string) => {
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return letter === undefined ? "'" : (escapes[letter] ?? letter);
    },
  );
}

/** Whether a word is true for psql's `\if`; undefined where it is none of its words for that. */
export function psqlBoolean(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  const isStartOf = (...words: readonly string[]) => words.some((one) => one.startsWith(lower));
  if (lower === "1" || lower === "on" || (lower !== "" && isStartOf("true", "yes"))) return true;
  if (lower === "0" || lower === "of" || lower === "off") return false;
  return lower !== "" && isStartOf("false", "no") ? false : undefined;
}
