import type { Asking, Said } from "../asking";
import { checkDraft, tableNames, type CheckContext } from "../draft";
import type { Judging } from "../judging";
import { askAgain, type Ask } from "../prompt/ask";
import { partMessages } from "../prompt/part";
import { ProviderFailure, type Message } from "../provider";
import { keyedStatements } from "../statements";
import { joinedPieces, type Piece } from "./join";
import type { Passage } from "./passages";
import { nameKey, partsOf, type Plan, type PlannedTable } from "./plan";

/** What was written of a plan. */
export interface Written {
  readonly sql: string;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
  readonly unwritten: readonly Unwritten[];
}

/** Tables of the plan that are not there. */
export interface Unwritten {
  readonly tables: readonly string[];
  /** Why, a sentence for people; absent where the model left them out of a whole answer. */
  readonly reason?: string;
}

/** A part is asked for no more often than this, as long as each answer brings some of its tables. */
const mostAsked = 4;

/** After so many requests in a row that failed, no more are made. */
const mostFailures = 3;

/** Failures that the next request would meet as well. */
const lasting = new Set([
  "unauthorized",
  "model_not_found",
  "unavailable",
  "invalid_request",
  "rate_limited",
]);

export interface PartTools {
  readonly asking: Asking;
  readonly judging: Judging;
  readonly context: CheckContext;
}

/**
 * Writes the tables of a plan part by part; what one part lacks is asked for again and told, and takes nothing from
 * the others. Rejects with `ProviderFailure` where nothing at all could be written.
 */
export async function writeParts(
  ask: Ask,
  plan: Plan,
  passages: readonly Passage[],
  { asking, judging, context }: PartTools,
): Promise<Written> {
  const parts = partsOf(plan);
  const fast: CheckContext = { ...context, engines: () => undefined };
  const pieces: Piece[] = [];
  const assumptions: string[] = [];
  const uncovered = [...plan.uncovered];
  const reasons = new Map<number, ProviderFailure | string>();
  const open = new Map(parts.map((tables, index) => [index, tables]));
  const server = { failures: 0, stopped: false };

  for (const index of parts.keys()) if (!server.stopped) await write(index, mostAsked);
  // A server that was away for a while is back by now, or it is not.
  for (const index of [...reasons.keys()]) if (!server.stopped) await write(index, 1);

  const failure = [...reasons.values()].find((reason) => reason instanceof ProviderFailure);
  if (pieces.length === 0) {
    throw (
      failure ?? new ProviderFailure("bad_answer", [...reasons.values()].map(String)[0] ?? nothing(asking))
    );
  }
  const sql = await joinedPieces(pieces, fast);
  const unwritten = [...open].map(([index, tables]) => {
    const reason = reasons.get(index) ?? (server.stopped ? failure : undefined);
    return {
      tables: tables.map(({ name }) => name),
      ...(reason !== undefined && { reason: typeof reason === "string" ? reason : reason.message }),
    };
  });
  return { sql, assumptions, uncovered, unwritten };

  /** Asks for what is open of a part until all is there or no more comes. */
  async function write(index: number, times: number): Promise<void> {
    let repeat: readonly Message[] | undefined;
    let idle = 0;
    let settled = false;
    for (let asked = 0; asked < times && idle < 2; asked++) {
      const tables = open.get(index);
      if (tables === undefined) return;
      const messages = repeat ?? (await messagesFor(index, tables));
      repeat = undefined;
      let said: Said;
      try {
        said = await asking.ask(messages, {
          head: pieces.map(({ sql }) => sql.trimEnd()).join("\n\n"),
          part: { stage: "part", message: `Part ${index + 1} of ${parts.length}: ${shortList(tables)}.` },
        });
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        reasons.set(index, error);
        server.failures++;
        server.stopped = lasting.has(error.code) || server.failures >= mostFailures;
        if (server.stopped) return;
        idle++;
        continue;
      }
      server.failures = 0;
      const sql = said.cut && said.sql !== "" ? await judging.wholeOf(said.sql) : said.sql;
      const left = sql === "" ? tables : await missing(tables, sql);
      if (sql !== "") {
        pieces.push({ sql, tables: tables.map(({ name }) => name) });
        assumptions.push(...said.assumptions);
        uncovered.push(...said.uncovered);
      }
      if (left.length === 0) {
        open.delete(index);
        reasons.delete(index);
        return;
      }
      if (left.length === tables.length) idle++;
      open.set(index, left);
      if (said.failure) reasons.set(index, said.failure);
      else if (said.finish === "refusal") reasons.set(index, `${who(said)} refused to write them.`);
      else if (said.cut) reasons.set(index, `${who(said)} was cut off.`);
      else if (sql === "" && !settled) {
        reasons.set(index, `${who(said)} answered without a schema.`);
        repeat = askAgain(messages, said.text);
      } else {
        reasons.delete(index);
        // It has been asked for these alone, and has written what it thinks is right.
        if (settled) return;
        settled = true;
      }
    }
  }

  async function messagesFor(index: number, tables: readonly PlannedTable[]): Promise<Message[]> {
    return partMessages(ask, {
      plan,
      number: index + 1,
      of: parts.length,
      tables,
      passages: passagesFor(tables),
      written: await definitions(tables),
    });
  }

  /** Those that the tables come from, and those that no table comes from. */
  function passagesFor(tables: readonly PlannedTable[]): Passage[] {
    const told = new Set(plan.tables.flatMap(({ from }) => from));
    const own = new Set(tables.flatMap(({ from }) => from));
    if (tables.some(({ from }) => from.length === 0)) return [...passages];
    return passages.filter(({ number }) => own.has(number) || !told.has(number));
  }

  /** What a part has to know of the others. Of its own tables another part may have written no more than a stub. */
  async function definitions(except: readonly PlannedTable[]): Promise<string> {
    if (pieces.length === 0) return "";
    const own = new Set(except.map(({ name }) => nameKey(name)));
    const { result } = await checkDraft(pieces.map(({ sql }) => sql).join("\n\n"), fast);
    const mine = new Set(
      result.schema.tables.filter(({ name }) => own.has(nameKey(name))).map(({ statement }) => statement),
    );
    return keyedStatements(result)
      .statements.filter(
        ({ tokens }, index) =>
          /^create .*?\b(table|type|domain|function|sequence)\b/.test(tokens) && !mine.has(index),
      )
      .map(({ statement }) => `${statement.text.trim().replace(/;$/, "")};`)
      .join("\n\n");
  }

  async function missing(tables: readonly PlannedTable[], sql: string): Promise<PlannedTable[]> {
    const made = new Set(tableNames(await checkDraft(sql, fast)).map(nameKey));
    return tables.filter(({ name }) => !made.has(nameKey(name)));
  }
}

function who({ model }: Said): string {
  return model ?? "The model";
}

function nothing({ model }: Asking): string {
  return `${model ?? "The model"} wrote no table. Use another model, or split the brief.`;
}

function shortList(tables: readonly PlannedTable[]): string {
  const names = tables.map(({ name }) => name);
  return names.length <= 4
    ? names.join(", ")
    : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}
