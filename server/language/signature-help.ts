import { printType } from "../schema";
import { tokenize, type Token } from "../sql";
import { foldName, readName } from "./completion/names";
import { columnsOf, findRelation } from "./completion/scope";
import { isWord, statementAt, type LanguageContext } from "./context";
import { functionsOf } from "./knowledge";

export interface SignatureHelp {
  readonly signatures: readonly Signature[];
  /** Which parameter the cursor is in, from 0. */
  readonly activeParameter: number;
}

export interface Signature {
  readonly label: string;
  readonly documentation?: string;
  /** Places of the parameters in `label`. */
  readonly parameters: readonly { readonly start: number; readonly end: number }[];
}

/** The signatures of the call around the offset; for INSERT's lists, the columns in their order. */
export function signatureHelpAt(context: LanguageContext, offset: number): SignatureHelp | undefined {
  const { script, schema } = context;
  const at = statementAt(script, offset);
  if (at?.statement.kind !== "sql") return undefined;
  const start = at.statement.span.start;
  const tokens = tokenize(script.text.slice(start, offset), script.dialect).filter(
    ({ kind }) => kind !== "comment",
  );
  const last = tokens.at(-1);
  if (last?.kind === "string" && !/['$]$/.test(last.text)) return undefined;
  const open = openParenthesis(tokens);
  if (!open) return undefined;
  const before = tokens[open.at - 1];
  if (isWord(before, "VALUES") || before?.text === ",") return insertSignature(context, tokens, open);
  const written = calledName(tokens, open.at);
  if (!written) return undefined;
  if (isWord(tokens[written.at - 1], "INTO")) return insertSignature(context, tokens, open);
  const { schema: home, name } = foldName(written.name, schema.dialect);
  const own = schema.routines
    .filter((routine) => routine.name === name && (home === undefined || routine.schema === home))
    .map((routine) => {
      const parameters = routine.arguments
        .filter(({ mode }) => mode !== "out" && mode !== "table")
        .map(
          (argument) =>
            `${argument.name === undefined ? "" : `${argument.name} `}${printType(argument.type)}`,
        );
      const returns = routine.returns ? ` → ${printType(routine.returns)}` : "";
      return signatureOf(`${name}(`, parameters, `)${returns}`, routine.comment);
    });
  if (own.length > 0) return { signatures: own, activeParameter: open.parameter };
  const builtin = functionsOf[schema.dialect].find(
    (candidate) => candidate.name === name && candidate.signature.includes("("),
  );
  if (!builtin) return undefined;
  const from = builtin.signature.indexOf("(");
  const to = builtin.signature.lastIndexOf(
    ")",
    builtin.signature.includes("→") ? builtin.signature.indexOf("→") : undefined,
  );
  const parameters = builtin.signature
    .slice(from + 1, to)
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return {
    signatures: [signatureOf(`${name}(`, parameters, builtin.signature.slice(to), builtin.note)],
    activeParameter: Math.min(open.parameter, Math.max(0, parameters.length - 1)),
  };
}

function insertSignature(
  context: LanguageContext,
  tokens: readonly Token[],
  open: OpenParenthesis,
): SignatureHelp | undefined {
  const { schema } = context;
  const into = tokens.findIndex((token) => isWord(token, "INTO"));
  const target = into === -1 ? undefined : readName(tokens, into + 1);
  const relation = target && findRelation(schema, foldName(target.name, schema.dialect));
  if (!target || relation?.kind !== "table") return undefined;
  const all = columnsOf(schema, relation).map(({ name }) => name);
  const inList = open.at === target.next;
  const listed = inList ? [] : listAt(tokens, target.next, context);
  const names = listed.length > 0 ? listed : all;
  const parameters = names.map((name) => {
    const column = relation.columns.find((candidate) => candidate.name === name);
    return column ? `${name} ${printType(column.type)}` : name;
  });
  return {
    signatures: [signatureOf(`${relation.name} (`, parameters, ")", relation.comment)],
    activeParameter: open.parameter,
  };
}

/** The column names of the list that opens at the index. */
function listAt(tokens: readonly Token[], at: number, { schema }: LanguageContext): readonly string[] {
  if (tokens[at]?.text !== "(") return [];
  const names: string[] = [];
  for (let next = at + 1; next < tokens.length && tokens[next]?.text !== ")"; next++) {
    const name = readName(tokens, next);
    if (name) names.push(foldName(name.name, schema.dialect).name);
  }
  return names;
}

interface OpenParenthesis {
  readonly at: number;
  readonly parameter: number;
}

function openParenthesis(tokens: readonly Token[]): OpenParenthesis | undefined {
  let depth = 0;
  let parameter = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const text = tokens[at]?.text;
    if (text === ")" || text === "]") depth++;
    else if (text === "[") depth--;
    else if (text === "(" && depth-- === 0) return { at, parameter };
    else if (text === "," && depth === 0) parameter++;
  }
  return undefined;
}

function calledName(tokens: readonly Token[], open: number) {
  for (const at of [open - 3, open - 1]) {
    const read = at < 0 ? undefined : readName(tokens, at);
    if (read?.next === open) return { name: read.name, at };
  }
  return undefined;
}

function signatureOf(
  head: string,
  parameters: readonly string[],
  tail: string,
  documentation?: string,
): Signature {
  let label = head;
  const places = parameters.map((parameter, nth) => {
    if (nth > 0) label += ", ";
    const start = label.length;
    label += parameter;
    return { start, end: label.length };
  });
  return { label: label + tail, parameters: places, ...(documentation !== undefined && { documentation }) };
}
