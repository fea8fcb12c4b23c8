import type { CreateFunctionStmt, DefineStmt, FunctionParameter, Node } from "@pgsql/types";
import { parseScript, stringBody } from "../../sql";
import type { Writable } from "../catalog";
import type { Effect, Fold } from "../fold";
import type { ArgumentMode, Routine } from "../model";
import { StatementReader, type WrittenName } from "../statement-reader";
import { freeExpression } from "./alter-table";
import { nameOfParts } from "./index-statement";
import { constantText, itemsOf, stringsOf } from "./nodes";
import { whole } from "./objects";
import { QueryReader } from "./query";
import { Scope } from "./scope";
import { returnedType } from "./types-statement";
import { mentionType, readType, type ReadType } from "./type-name";

const modes: Readonly<Record<string, ArgumentMode>> = {
  FUNC_PARAM_OUT: "out",
  FUNC_PARAM_INOUT: "inout",
  FUNC_PARAM_VARIADIC: "variadic",
  FUNC_PARAM_TABLE: "table",
};

interface Argument {
  readonly name?: string;
  readonly mode: ArgumentMode;
  readonly read: ReadType;
}

function argumentsOf(reader: StatementReader, nodes: readonly Node[] | undefined): Argument[] {
  return (nodes ?? []).flatMap((node) => {
    if (!("FunctionParameter" in node)) return [];
    const { name, argType, mode }: FunctionParameter = node.FunctionParameter;
    const read = readType(reader, argType);
    return [{ ...(name !== undefined && { name }), mode: modes[mode ?? ""] ?? "in", read }];
  });
}

/** CREATE FUNCTION and CREATE PROCEDURE. */
export function createRoutine(reader: StatementReader, node: CreateFunctionStmt): Effect[] {
  const name = nameOfParts(
    reader,
    stringsOf(node.funcname),
    reader.findWord(["function", "procedure"], 0) + 1,
  );
  if (!name) return [];
  const args = argumentsOf(reader, node.parameters);
  const returns = node.returnType && readType(reader, node.returnType);
  const options = readOptions(reader, node);
  const mentions = [
    ...args.flatMap((argument) => mentionType(argument.read)),
    ...(returns ? mentionReturned(returns, options.language) : []),
    ...freeExpression(
      reader,
      node.parameters?.flatMap((item) => ("FunctionParameter" in item ? item.FunctionParameter.defexpr : [])),
    ),
  ];
  const body = bodyEffects(reader, node, args, options);
  return [
    (fold) => {
      const routine: Writable<Routine> = {
        kind: node.is_procedure === true ? "procedure" : "function",
        ...placed(fold, reader, name),
        arguments: placedArguments(fold, args),
        returnsSet: node.returnType?.setof === true || args.some((argument) => argument.mode === "table"),
        language: options.language,
        securityDefiner: options.securityDefiner,
        settings: options.settings,
        ...(returns && { returns: { ...returns.type, span: fold.at(returns.type.span) } }),
        ...(options.body && { body: fold.at(options.body) }),
      };
      fold.define("routine", name, routine.schema);
      for (const mention of mentions) mention(fold);
      put(fold, routine);
      const { lenient } = fold;
      fold.lenient = true;
      for (const effect of body) effect(fold);
      fold.lenient = lenient;
    },
  ];
}

function mentionReturned(read: ReadType, language: string): Effect[] {
  if (!read.mention || (language !== "c" && language !== "internal")) return mentionType(read);
  return [returnedType(read.mention)];
}

function placed(
  fold: Fold,
  reader: StatementReader,
  name: WrittenName,
): Pick<Routine, "schema" | "name" | "nameSpan" | "span" | "statement"> {
  return {
    schema: fold.schemaFor(name),
    name: name.name,
    nameSpan: fold.at(name.span),
    span: fold.at(whole(reader)),
    statement: fold.statement,
  };
}

function placedArguments(fold: Fold, args: readonly Argument[]): Routine["arguments"] {
  return args.map(({ name, mode, read }) => ({
    ...(name !== undefined && { name }),
    type: { ...read.type, span: fold.at(read.type.span) },
    mode,
  }));
}

/** Routines of one name differ by the types that they take. */
function put(fold: Fold, routine: Writable<Routine>): void {
  const { routines } = fold.catalog;
  const known = routines.get(routine.schema)?.get(routine.name) ?? [];
  const others = known.filter((other) => signature(other) !== signature(routine));
  fold.catalog.put(routines, routine.schema, routine.name, [...others, routine]);
}

function signature(routine: Routine): string {
  return routine.arguments
    .filter((argument) => argument.mode !== "out" && argument.mode !== "table")
    .map(({ type }) => `${type.name}${"[]".repeat(type.array)}`)
    .join(",");
}

interface Options {
  readonly language: string;
  readonly securityDefiner: boolean;
  readonly settings: readonly string[];
  readonly body?: { readonly start: number; readonly end: number };
  readonly bodyText?: string;
}

function readOptions(reader: StatementReader, node: CreateFunctionStmt): Options {
  let language = node.sql_body ? "sql" : "";
  let securityDefiner = false;
  const settings: string[] = [];
  let body: Options["body"];
  let bodyText: string | undefined;
  for (const option of node.options ?? []) {
    if (!("DefElem" in option)) continue;
    const { defname, arg, location } = option.DefElem;
    if (defname === "language") language = (constantText(arg) ?? "").toLowerCase();
    else if (defname === "security") securityDefiner = constantText(arg) === "true";
    else if (defname === "set" && arg && "VariableSetStmt" in arg)
      settings.push(arg.VariableSetStmt.name ?? "");
    else if (defname === "as") {
      const token = reader.token(reader.indexAt(location) + 1);
      const read = token && itemsOf(arg).length === 1 ? stringBody(token) : undefined;
      if (!read) continue;
      body = { start: read.start, end: read.start + read.text.length };
      if (!read.isEscaped) bodyText = read.text;
    }
  }
  return {
    language,
    securityDefiner,
    settings,
    ...(body && { body }),
    ...(bodyText !== undefined && { bodyText }),
  };
}

/** What the body of an SQL function mentions. */
function bodyEffects(
  reader: StatementReader,
  node: CreateFunctionStmt,
  args: readonly Argument[],
  options: Options,
): Effect[] {
  const scope = new Scope();
  scope.open = true;
  for (const { name } of args) if (name !== undefined) scope.others.add(name);
  if (node.sql_body) {
    const queries = new QueryReader(reader);
    for (const item of itemsOf(node.sql_body)) {
      for (const statement of itemsOf(item))
        if ("ReturnStmt" in statement) queries.expressions(statement.ReturnStmt.returnval, scope);
        else queries.query(statement, scope);
    }
    return queries.effects;
  }
  if (options.language !== "sql" || options.bodyText === undefined || !options.body) return [];
  const { start } = options.body;
  return parseScript(options.bodyText, "postgresql").statements.flatMap(({ parsed, span }): Effect[] => {
    if (!parsed.tree) return [];
    const queries = new QueryReader(new StatementReader(parsed));
    queries.query(parsed.tree, scope);
    const { effects } = queries;
    return [
      (fold) => {
        fold.offset += start + span.start;
        for (const effect of effects) effect(fold);
        fold.offset -= start + span.start;
      },
    ];
  });
}

export function createAggregate(reader: StatementReader, node: DefineStmt): Effect[] {
  const name = nameOfParts(reader, stringsOf(node.defnames), 2);
  if (!name) return [];
  const args = argumentsOf(reader, itemsOf(node.args?.[0]));
  return [
    (fold) => {
      const value = placed(fold, reader, name);
      fold.define("routine", name, value.schema);
      for (const { read } of args) for (const mention of mentionType(read)) mention(fold);
      put(fold, {
        kind: "aggregate",
        ...value,
        arguments: placedArguments(fold, args),
        returnsSet: false,
        language: "internal",
        securityDefiner: false,
        settings: [],
      });
    },
  ];
}
