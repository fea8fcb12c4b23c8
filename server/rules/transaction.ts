import type { Script, Span } from "../sql";
import type { TextEdit } from "./rule";

/** How a tool that runs migrations is told by the words in them, and what takes one out of its transaction. */
interface Tool {
  readonly sign: RegExp;
  /** That it is out of the transaction already. */
  readonly marked?: RegExp;
  /** What is written so that it is, in front of the sign or behind it. */
  readonly mark?: { readonly at: "before" | "behind"; readonly text: string };
  /** It sends each statement alone; what is sent together is a transaction of its own. */
  readonly sendsEach: boolean;
}

/**
 * goose (pressly.github.io/goose, "Annotations"), sql-migrate (its README), dbmate ("Migration Options"), Liquibase
 * ("Changelog Formats", `runInTransaction`), Atlas ("Transaction Modes"), tern and sqlx (their READMEs), and
 * node-pg-migrate, whose SQL files are always in a transaction.
 */
const tools: readonly Tool[] = [
  {
    sign: /^--[ \t]*\+goose[ \t]+up\b.*$/im,
    marked: /^--[ \t]*\+goose[ \t]+no[ \t]+transaction\b/im,
    mark: { at: "before", text: "-- +goose NO TRANSACTION\n" },
    sendsEach: true,
  },
  {
    sign: /^--[ \t]*\+migrate[ \t]+up\b/im,
    marked: /^--[ \t]*\+migrate[ \t]+up[ \t]+notransaction\b/im,
    mark: { at: "behind", text: " notransaction" },
    sendsEach: true,
  },
  {
    sign: /^--[ \t]*migrate:up\b/im,
    marked: /^--[ \t]*migrate:up\b.*\btransaction:[ \t]*false\b/im,
    mark: { at: "behind", text: " transaction:false" },
    sendsEach: false,
  },
  {
    sign: /^--[ \t]*changeset[ \t]+[^\s:]+:[^\r\n]*/im,
    marked: /^--[ \t]*changeset\b.*\brunInTransaction:[ \t]*"?false\b/im,
    mark: { at: "behind", text: " runInTransaction:false" },
    sendsEach: true,
  },
  { sign: /^--[ \t]*atlas:/im, marked: /^--[ \t]*atlas:txmode[ \t]+none\b/im, sendsEach: true },
  {
    sign: /^---- create above \/ drop below ----/m,
    marked: /^---- tern: disable-tx ----/m,
    sendsEach: false,
  },
  { sign: /^--[ \t]*no-transaction\b/m, marked: /^--[ \t]*no-transaction\b/m, sendsEach: false },
  { sign: /^--[ \t]*up migration\b/im, sendsEach: false },
];

const begins = /^[ \t]*(?:begin|start\s+transaction)\b/im;
const changeset = /^--[ \t]*changeset\b/gim;

/**
 * What has to be written besides so that a statement of a migration is in no transaction; undefined where it is in one
 * that other statements share, or that cannot be left. `first` is the index of the migration's first statement.
 */
export function outOfTransaction(
  script: Script,
  first: number,
  statement: number,
): readonly TextEdit[] | undefined {
  const own = script.statements[statement];
  if (!own) return undefined;
  const part = partOf(script, first, own.span.start);
  const text = script.text.slice(part.start, part.end);
  if (begins.test(text)) return undefined;
  const isAlone = !script.statements
    .slice(first)
    .some(
      (one) => one !== own && one.kind === "sql" && one.span.start >= part.start && one.span.end <= part.end,
    );
  const tool = tools.find(({ sign }) => sign.test(text));
  if (!tool) return isAlone ? [] : undefined;
  if (tool.marked?.test(text) === true) return isAlone || tool.sendsEach ? [] : undefined;
  const sign = tool.sign.exec(text);
  if (!isAlone || !sign || !tool.mark) return undefined;
  const at = part.start + sign.index + (tool.mark.at === "before" ? 0 : sign[0].length);
  return [{ span: { start: at, end: at }, newText: tool.mark.text }];
}

/** Whether a further statement behind that one would be in no transaction. */
export function isOutOfTransaction(script: Script, first: number, statement: number): boolean {
  const { start, end } = partOf(script, first, script.statements[statement]?.span.start ?? 0);
  const text = script.text.slice(start, end);
  const tool = tools.find(({ sign }) => sign.test(text));
  return tool?.sendsEach === true && tool.marked?.test(text) === true && !begins.test(text);
}

/** The migration, or the changeset of it, that a place lies in. */
function partOf({ text, statements }: Script, first: number, at: number): Span {
  const start = statements[first - 1]?.span.end ?? 0;
  const marks = [...text.slice(start).matchAll(changeset)].map(({ index }) => start + index);
  return {
    start: marks.findLast((mark) => mark <= at) ?? start,
    end: marks.find((mark) => mark > at) ?? text.length,
  };
}
