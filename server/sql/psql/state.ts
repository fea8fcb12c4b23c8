import type { Node } from "@pgsql/types";
import { holdsPsqlLine } from "../scan";
import type { ParsedStatement } from "../statement";
import { psqlBoolean, psqlCommands } from "./line";
import { mayMention, type PsqlVariables } from "./variables";

/**
 * Where psql stands with one branch of an `\if`: it runs what follows, passes over it until a branch fits, has had the
 * one that fits, or nobody can say, since that depends on a value which the file does not tell.
 */
type Branch = "run" | "pass" | "done" | "unsure";

/** What psql has been told by the backslash lines so far. */
export interface PsqlState {
  readonly variables: PsqlVariables;
  readonly branches: readonly Branch[];
}

export const initialPsqlState: PsqlState = { variables: new Map(), branches: [] };

/** A line that stands between two files, each of which is a run of psql of its own. */
export const newPsqlRun = "\\dbscstnewrun";

export function isPassedOver({ branches }: PsqlState): boolean {
  return branches.some((branch) => branch === "pass" || branch === "done");
}

/** Whether it depends on a value that the file does not tell if what comes next is run. */
export function isUnsure({ branches }: PsqlState): boolean {
  return branches.includes("unsure");
}

export function equalPsqlState(a: PsqlState, b: PsqlState): boolean {
  if (a === b) return true;
  return (
    a.branches.join() === b.branches.join() &&
    a.variables.size === b.variables.size &&
    [...a.variables].every(([name, value]) => b.variables.has(name) && b.variables.get(name) === value)
  );
}

/** Whether a text tells psql something that would hold in what follows it. */
export function tellsPsql(text: string): boolean {
  return text.includes("\\") && followed.test(text);
}

const followed = /\\(?:set|unset|prompt|getenv|getresults|gset|aset|if|elif|else|endif)\b/;

/** The state after a backslash line; `sent` is the statement before it, whose columns `\gset` makes variables. */
export function afterPsqlLine(
  state: PsqlState,
  line: string,
  sent: () => ParsedStatement | undefined,
): PsqlState {
  if (line === newPsqlRun) return initialPsqlState;
  if (!followed.test(line)) return state;
  let next = state;
  // A line is read before it is known whether it is passed over, but what it says is put in one after the other.
  for (let index = 0; ; index++) {
    const command = psqlCommands(line, next.variables)[index];
    if (!command) return next;
    next = afterCommand(next, command.name, command.arguments, line, sent);
  }
}

function afterCommand(
  state: PsqlState,
  command: string,
  words: readonly (string | undefined)[],
  line: string,
  sent: () => ParsedStatement | undefined,
): PsqlState {
  const outer = state.branches.slice(0, -1);
  const branch = state.branches.at(-1);
  switch (command) {
    case "if": {
      const own = isPassedOver(state) ? "done" : branchOf(conditionOf(words, line, state));
      return { ...state, branches: [...state.branches, own] };
    }
    case "elif": {
      if (branch === "pass")
        return { ...state, branches: [...outer, branchOf(conditionOf(words, line, state))] };
      return branch === "run" ? { ...state, branches: [...outer, "done"] } : state;
    }
    case "else":
      if (branch === "pass") return { ...state, branches: [...outer, "run"] };
      return branch === "run" ? { ...state, branches: [...outer, "done"] } : state;
    case "endif":
      return { ...state, branches: outer };
    default:
      return isPassedOver(state) ? state : assigned(state, command, words, sent);
  }
}

function branchOf(condition: boolean | undefined): Branch {
  return condition === undefined ? "unsure" : condition ? "run" : "pass";
}

/**
 * Whether an `\if` is true. A file that asks whether a variable has a value mostly gives it one where it has none, so
 * that is answered as it is without `psql -v`.
 */
function conditionOf(
  words: readonly (string | undefined)[],
  line: string,
  { variables }: PsqlState,
): boolean | undefined {
  const tested = /\\(?:el)?if\s+:\{\?([A-Za-z0-9_\u0080-\uffff]+)\}\s*(?:\\|$)/.exec(line)?.[1];
  if (tested !== undefined) return variables.has(tested);
  const [word] = words;
  return words.length === 1 && word !== undefined ? psqlBoolean(word) : undefined;
}

function assigned(
  state: PsqlState,
  command: string,
  words: readonly (string | undefined)[],
  sent: () => ParsedStatement | undefined,
): PsqlState {
  const variables = new Map(state.variables);
  const unsure = isUnsure(state);
  const [name] = words;
  switch (command) {
    case "set": {
      if (name === undefined) return state;
      const values = words.slice(1);
      const value = values.includes(undefined) ? undefined : values.join("");
      // Whether it gets this value or keeps the one that it has is not known in a branch that may not be run.
      variables.set(name, unsure ? undefined : value);
      break;
    }
    case "unset":
      if (name === undefined) return state;
      if (unsure) variables.set(name, undefined);
      else variables.delete(name);
      break;
    case "prompt":
    case "getenv": {
      const target = command === "prompt" ? words.at(-1) : name;
      if (target === undefined) return state;
      variables.set(target, undefined);
      break;
    }
    case "gset":
    case "aset": {
      const columns = resultColumns(sent()?.tree);
      if (columns) for (const column of columns) variables.set(`${name ?? ""}${column}`, undefined);
      else for (const known of variables.keys()) variables.set(known, undefined);
      break;
    }
    default:
      return state;
  }
  return { ...state, variables };
}

/** What the columns of a query are called; undefined where the text does not tell. */
function resultColumns(tree: Node | undefined): string[] | undefined {
  if (!tree || !("SelectStmt" in tree)) return undefined;
  const names = (tree.SelectStmt.targetList ?? []).map((target): string | undefined => {
    if (!("ResTarget" in target)) return undefined;
    const { name, val } = target.ResTarget;
    if (name !== undefined) return name;
    if (!val) return undefined;
    const parts =
      "ColumnRef" in val ? val.ColumnRef.fields : "FuncCall" in val ? val.FuncCall.funcname : undefined;
    const last = parts?.at(-1);
    return last && "String" in last ? last.String.sval : undefined;
  });
  const known = names.filter((one) => one !== undefined);
  return known.length === names.length && names.length > 0 ? known : undefined;
}

/** Whether a statement is read as it stands, whatever psql has been told. */
export function isPlain(text: string, state: PsqlState): boolean {
  if (holdsPsqlLine(text)) return false;
  if (state === initialPsqlState) return true;
  return !isUnsure(state) && (state.variables.size === 0 || !mayMention(text));
}
