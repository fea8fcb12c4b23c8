import { prepareChecker, type CheckResult } from "../checker";
import { joinParts, readAnswer, type Answer } from "./answer";
import { checkDraft, countOf, faultsOf, generatedProblems, isBetter, tableNames, type Draft } from "./draft";
import { keepingTables } from "./keep";
import { mended } from "./mend";
import type { GeneratedProblem, GenerateOptions, GenerateOutcome, GenerateRequest } from "./outcome";
import { askAgain, continueFrom, openingMessages } from "./prompt/ask";
import { repairMessages } from "./prompt/repair";
import { ProviderFailure, type Message, type Provider, type ProviderAnswer } from "./provider";
import { shownBy } from "./show";
import { askWatched } from "./stall";
import { stagesOf } from "./stages";
import { wholePart } from "./statements";
import { stitched } from "./stitch";
import { uncoveredSentences } from "./uncovered";

/** The first draft and at most three repair rounds; what an answer without a schema costs comes out of these. */
const mostRounds = 4;

/** What is best so far: a draft, what its model said beside it, and what is known to be wrong besides its SQL. */
interface Best {
  readonly draft: Draft;
  readonly assumptions: readonly string[];
  readonly uncovered: readonly string[];
  readonly truncated: boolean;
}

/** Brief to proven schema. Rejects with `ProviderFailure`, or with the signal's reason when aborted. */
export async function run(
  request: GenerateRequest,
  options: GenerateOptions,
  provider: Provider,
  providerReason: string,
): Promise<GenerateOutcome> {
  const { signal, onProgress, engines } = options;
  const { dialect } = request;
  const stages = stagesOf(onProgress);
  const shown = shownBy(onProgress);
  const notes: GeneratedProblem[] = [];
  let rounds = 0;
  let model = provider.model;

  signal.throwIfAborted();
  stages.enter("prompt", 1, providerReason);
  await prepareChecker();
  warmUp();
  const opening = openingMessages(request);
  const current = request.current === undefined ? undefined : await checkQuietly(request.current);

  let best: Best | undefined;
  let messages: readonly Message[] = opening;
  let head = ""; // What is whole of an answer that was cut off.
  let failure: ProviderFailure | undefined;
  while (rounds < mostRounds) {
    let answer: ProviderAnswer;
    try {
      answer = await ask(messages);
    } catch (error) {
      if (!(error instanceof ProviderFailure) || (best === undefined && head === "")) throw error;
      failure = error;
      break;
    }
    const read = converses(provider) ? readAnswer(answer.text) : plainAnswer(answer.text);
    const sql = head === "" ? read.sql : joined(head, read);
    if (read.sql === "" || (answer.finish === "refusal" && !read.closed)) {
      failure = withoutSchema(answer);
      if (rounds > 1 && best === undefined && head === "") break;
      if (best !== undefined || head !== "" || !converses(provider)) break;
      messages = askAgain(opening, answer.text);
      continue;
    }
    failure = undefined;
    if (answer.finish === "length" && !read.closed && converses(provider)) {
      head = await wholeOf(sql);
      if (rounds < mostRounds) {
        messages = head === "" ? opening : continueFrom(opening, head);
        continue;
      }
    }
    best = await take(sql, answer, read, answer.finish === "length" && !read.closed);
    head = "";
    const errors = countOf(best.draft, "error");
    if ((errors === 0 && !best.truncated) || !converses(provider) || rounds >= mostRounds) break;
    stages.enter("repair", rounds + 1, `Asking for a repair of ${count(errors, "error")}.`);
    messages = repairMessages(opening, best.draft.sql, faultsOf(best.draft));
  }
  if (head !== "") {
    best = await take(head, undefined, undefined, true);
  }
  if (best === undefined) throw failure ?? withoutSchema(undefined);
  return finish(best, failure);

  /** Starts the engine while the model writes, so that the verdict need not wait for it. */
  function warmUp(): void {
    const engine = engines(dialect);
    const run = engine?.run({ document: "generated:warm-up", statements: [] }, { signal });
    run?.catch(() => undefined);
  }

  async function checkQuietly(sql: string): Promise<CheckResult> {
    return (await checkDraft(sql, { dialect, signal, engines: () => undefined })).result;
  }

  function begin(): void {
    shown.begin({ keep: head === "" ? "" : `${head}\n\n`, plain: !converses(provider) });
  }

  async function ask(conversation: readonly Message[]): Promise<ProviderAnswer> {
    rounds++;
    const writer = provider.model ?? provider.name;
    stages.enter("model", rounds, rounds === 1 ? `${writer} writes the schema.` : `${writer} writes again.`);
    begin();
    const answer = await askWatched(
      provider,
      {
        dialect,
        brief: request.brief,
        messages: conversation,
        ...(request.current === undefined ? {} : { current: request.current }),
        ...(request.instruction === undefined ? {} : { instruction: request.instruction }),
      },
      {
        signal,
        stallTimeoutMs: request.stallTimeoutMs ?? 60_000,
        onText: (text) => shown.text(text),
        onRestart(reason) {
          begin();
          stages.enter("model", rounds, `${reason} Trying once more.`);
        },
      },
    );
    signal.throwIfAborted();
    model = answer.model ?? provider.model;
    return answer;
  }

  async function wholeOf(sql: string): Promise<string> {
    const { script } = await checkQuietly(sql);
    return wholePart(script) ?? sql;
  }

  /** Checks and mends a draft, and gives the better one of it and the best so far. */
  async function take(
    text: string,
    answer: ProviderAnswer | undefined,
    read: Answer | undefined,
    truncated: boolean,
  ): Promise<Best> {
    const context = { dialect, engines, signal };
    const sql = truncated ? await wholeOf(text) : text;
    let draft = await checkDraft(`${sql.trimEnd()}\n`, {
      ...context,
      onPart(part, result) {
        const statements = count(result?.script.statements.length ?? 0, "statement");
        if (part === "parse") stages.enter("parse", rounds, "Reading the schema.");
        else if (part === "engine") stages.enter("engine", rounds, `Running ${statements}.`);
        else stages.enter("rules", rounds, "Checking the design.");
      },
    });
    if (best !== undefined && current === undefined) draft = await keepingTables(best.draft, draft, context);
    draft = await mended(draft, context);
    if (current !== undefined) draft = await restored(draft, current);
    onProgress({ kind: "problems", problems: generatedProblems(draft), round: rounds });
    const said = {
      assumptions: [...(answer?.assumptions ?? []), ...(read?.assumptions ?? [])],
      uncovered: [...(answer?.uncovered ?? []), ...(read?.uncovered ?? [])],
    };
    if (best !== undefined && !best.truncated && !isBetter(draft, best.draft)) return best;
    const silent = said.assumptions.length + said.uncovered.length === 0;
    return { ...(silent && best !== undefined ? best : said), draft, truncated };
  }

  /** Statements that the refinement leaves alone stay as they were, byte for byte. */
  async function restored(draft: Draft, before: CheckResult): Promise<Draft> {
    const sql = stitched(before, draft.result);
    if (sql === draft.sql) return draft;
    const same = await checkDraft(sql, { dialect, engines, signal });
    return isBetter(draft, same) ? draft : same;
  }

  async function finish(
    { draft, ...said }: Best,
    stopped: ProviderFailure | undefined,
  ): Promise<GenerateOutcome> {
    const end = draft.result.script.text.length;
    if (said.truncated) {
      notes.push(
        note(
          draft,
          end,
          "error",
          "incomplete",
          "The model was cut off here, and the rest is missing. Generate again with a model that writes longer answers, or split the brief.",
        ),
      );
    }
    if (stopped !== undefined) {
      notes.push(
        note(
          draft,
          0,
          "information",
          "repair-stopped",
          `The repair ended early, and this is the best draft. ${stopped.message}`,
        ),
      );
    }
    if (draft.result.engine !== "ran") {
      notes.push(
        note(
          draft,
          0,
          "information",
          "not-proven",
          `This was read and checked by rules, but not run on a database. ${draft.result.engineMessage ?? ""}`.trimEnd(),
        ),
      );
    }
    const problems = [...generatedProblems(draft), ...notes].sort(
      (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
    );
    shown.settle(draft.sql);
    onProgress({ kind: "problems", problems, round: rounds });
    const uncovered = unique([...said.uncovered, ...(await uncoveredSentences(request.brief, draft))]);
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const outcome = errors === 0 ? "no errors" : count(errors, "error");
    stages.enter("done", rounds, `${count(draft.result.schema.tables.length, "table")}, ${outcome}.`);
    return {
      sql: draft.sql,
      dialect,
      provider: provider.name,
      providerReason,
      ...(model === undefined ? {} : { model }),
      rounds,
      problems,
      assumptions: unique(said.assumptions),
      uncovered,
      tables: tableNames(draft),
      timings: stages.timings(),
    };
  }
}

/** Whether a provider answers a conversation; the others take the brief alone and would say the same again. */
function converses(provider: Provider): boolean {
  return provider.name === "openai" || provider.name === "editor";
}

/** What such a provider gives is SQL and nothing else. */
function plainAnswer(text: string): Answer {
  return { sql: text.trim(), assumptions: [], uncovered: [], closed: true };
}

/** The whole part of an answer that was cut off, and what came after it; a rewrite replaces the first part. */
function joined(head: string, next: Answer): string {
  const parts = [
    { sql: head, language: "sql", closed: true },
    { sql: next.sql, language: "sql", closed: next.closed },
  ];
  return joinParts(parts)?.sql ?? next.sql;
}

function withoutSchema(answer: ProviderAnswer | undefined): ProviderFailure {
  const who = answer?.model ?? "The model";
  if (answer?.finish === "refusal") {
    return new ProviderFailure(
      "bad_answer",
      `${who} refused to answer. Reword the brief, or use another model.`,
    );
  }
  if (answer === undefined || answer.text.trim() === "") {
    return new ProviderFailure("bad_answer", `${who} gave an empty answer. Try again, or use another model.`);
  }
  return new ProviderFailure(
    "bad_answer",
    `${who} answered in words, without a schema, also when asked once more. Say in the brief what is to be stored, or use another model.`,
  );
}

function note(
  draft: Draft,
  offset: number,
  severity: GeneratedProblem["severity"],
  code: string,
  message: string,
): GeneratedProblem {
  const before = draft.result.script.text.slice(0, offset).split("\n");
  const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { range: { start: place, end: place }, severity, code, message };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function unique(texts: readonly string[]): string[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return [...new Map(texts.map((text) => [plain(text), text] as const).reverse()).values()].reverse();
}
