import { prepareChecker } from "../checker";
import { joinParts } from "./answer";
import { askingOf, converses, type Said } from "./asking";
import { countOf, faultsOf, generatedProblems, isBetter, tableNames } from "./draft";
import { endingOf, type Best } from "./ending";
import { judgingOf } from "./judging";
import type { GenerateOptions, GenerateOutcome, GenerateRequest } from "./outcome";
import { askAgain, continueFrom, openingMessages } from "./prompt/ask";
import { isPlanned, planAndWrite } from "./parts";
import { repairMessages } from "./prompt/repair";
import { ProviderFailure, type Message, type Provider } from "./provider";
import { shownBy } from "./show";
import { stagesOf } from "./stages";

/**
 * At most so many rounds repair the first draft. Asking once more after an answer without a schema, and asking for
 * the rest of one that was cut off, come out of the same number.
 */
const mostRepairs = 3;

/** Brief to proven schema. Rejects with `ProviderFailure`, or with the signal's reason when aborted. */
export async function run(
  request: GenerateRequest,
  options: GenerateOptions,
  provider: Provider,
  providerReason: string,
): Promise<GenerateOutcome> {
  const { signal, onProgress } = options;
  const stages = stagesOf(onProgress);
  const shown = shownBy(onProgress);
  signal.throwIfAborted();
  stages.enter("prompt", 1, providerReason);
  await prepareChecker();
  warmUp(request, options);
  const judging = await judgingOf(request, options, stages);
  const asking = askingOf(provider, request, options, { shown, stages });
  const opening = openingMessages(request);

  const context = { dialect: request.dialect, engines: options.engines, signal };
  const planned = isPlanned(request, provider)
    ? await planAndWrite(request, { asking, judging, stages, context })
    : {};
  const { written } = planned;
  const partial = written !== undefined;
  /** A model that wrote the schema in place of its plan has answered. */
  let first = planned.said;
  const mostRounds = asking.rounds + mostRepairs + ((written ?? first) ? 0 : 1);

  let best: Best | undefined;
  if (written) best = await take(written.sql, written, false);
  let messages = best === undefined ? opening : repairOf(best);
  let head = ""; // What is whole of an answer that was cut off.
  let askedAgain = false;
  let stopped: ProviderFailure | undefined;

  while (messages !== undefined) {
    let said: Said;
    try {
      said = first ?? (await asking.ask(messages, { head }));
      first = undefined;
    } catch (error) {
      // What came before is not lost; without anything there is only the failure.
      if (!(error instanceof ProviderFailure) || (best === undefined && head === "")) throw error;
      stopped = error;
      break;
    }
    const text = said.sql === "" ? "" : joined(head, said);
    const sql = said.cut ? await judging.wholeOf(text) : text;
    if (said.failure) {
      if (best === undefined && sql === "" && head === "") throw said.failure;
      stopped = said.failure;
      if (best === undefined && sql !== "") {
        best = await take(sql, said, said.cut);
        head = "";
      }
      break;
    }
    if (sql === "" && head !== "" && said.finish === "stop") {
      // The model sees nothing missing, so that the answer was whole but for its last fence.
      best = await take(head, said, false);
      head = "";
    } else if (sql === "") {
      const failure = withoutSchema(said, askedAgain);
      if (askedAgain || !converses(provider) || asking.rounds >= mostRounds || head !== "") {
        if (best === undefined && head === "") throw failure;
        stopped = failure;
        break;
      }
      askedAgain = true;
      messages = askAgain(messages, said.text);
      continue;
    } else if (said.cut && !partial && asking.rounds < mostRounds) {
      head = sql;
      messages = continueFrom(opening, head);
      continue;
    } else {
      best = await take(sql, said, said.cut && !partial);
      head = "";
    }
    messages = repairOf(best);
  }
  if (head !== "") best = await take(head, undefined, true);
  if (best === undefined) throw withoutSchema(undefined, askedAgain);

  const ending = await endingOf(best, request, { stopped, unwritten: written?.unwritten ?? [] });
  shown.settle(ending.sql);
  onProgress({ kind: "problems", problems: ending.problems, round: asking.rounds });
  const { usage } = asking;
  stages.enter("done", asking.rounds, summary(ending, usage));
  return {
    ...ending,
    provider: provider.name,
    providerReason,
    ...(asking.model === undefined ? {} : { model: asking.model }),
    rounds: asking.rounds,
    ...(usage && { usage }),
    timings: stages.timings(),
  };

  /** The conversation that asks for a repair; undefined where none is needed or possible. */
  function repairOf({ draft }: Best): readonly Message[] | undefined {
    const errors = countOf(draft, "error");
    if (errors === 0 || !converses(provider) || asking.rounds >= mostRounds) return undefined;
    const faults = `${errors} error${errors === 1 ? "" : "s"}`;
    stages.enter("repair", asking.rounds + 1, `Asking for a repair of ${faults}.`);
    return repairMessages(opening, draft.sql, faultsOf(draft), { partial });
  }

  /** Judges a text, and gives the better one of it and the best so far. */
  async function take(sql: string, said: Notes | undefined, truncated: boolean): Promise<Best> {
    const draft = await judging.judge(sql, asking.rounds, best?.draft, { partial });
    onProgress({ kind: "problems", problems: generatedProblems(draft), round: asking.rounds });
    if (best !== undefined && !isBetter(draft, best.draft)) return best;
    const { assumptions, uncovered } = notesAfter(best ?? noNotes, said ?? noNotes, partial);
    const tables = new Set(tableNames(draft));
    const before = best === undefined ? [] : [...best.lost, ...tableNames(best.draft)];
    const lost = before.filter((table) => !tables.has(table));
    return { draft, assumptions, uncovered, truncated, lost };
  }
}

/** Starts the engine while the model writes, so that the verdict need not wait for it. */
function warmUp({ dialect }: GenerateRequest, { engines, signal }: GenerateOptions): void {
  const engine = engines(dialect);
  const document = "generated:warm-up";
  engine
    ?.run({ document, statements: [] }, { signal })
    .catch(() => undefined) // What is wrong with it shows when it is needed.
    // What it remembers of a document it does not run again, and so would not start for.
    .finally(() => engine.forget(document));
}

type Notes = Pick<Best, "assumptions" | "uncovered">;

const noNotes: Notes = { assumptions: [], uncovered: [] };

/** An answer that says nothing leaves what was said before; one of a part says only what is new. */
function notesAfter(before: Notes, said: Notes, partial: boolean): Notes {
  if (said.assumptions.length + said.uncovered.length === 0) return before;
  if (!partial) return said;
  return {
    assumptions: [...before.assumptions, ...said.assumptions],
    uncovered: [...before.uncovered, ...said.uncovered],
  };
}

/** The whole part of an answer that was cut off, and what came after it; a rewrite replaces the first part. */
function joined(head: string, said: Said): string {
  if (head === "") return said.sql;
  const parts = [
    { sql: head, language: "sql", closed: true },
    { sql: said.sql, language: "sql", closed: said.closed },
  ];
  return joinParts(parts)?.sql ?? said.sql;
}

function withoutSchema(said: Said | undefined, askedAgain: boolean): ProviderFailure {
  const who = said?.model ?? "The model";
  const again = askedAgain ? ", also when asked once more" : "";
  if (said?.finish === "refusal") {
    return badAnswer(`${who} refused to answer${again}. Reword the brief, or use another model.`);
  }
  if (said?.finish === "length") {
    return badAnswer(
      `${who} was cut off before it wrote a schema${again}. Use a model that writes longer answers.`,
    );
  }
  if (said === undefined || said.text.trim() === "") {
    return badAnswer(`${who} gave an empty answer${again}. Try again, or use another model.`);
  }
  return badAnswer(
    `${who} answered without a schema${again}. Say in the brief what is to be stored, or use another model.`,
  );
}

function badAnswer(message: string): ProviderFailure {
  return new ProviderFailure("bad_answer", message);
}

function summary(
  { tables, problems }: Pick<GenerateOutcome, "tables" | "problems">,
  usage: GenerateOutcome["usage"],
): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const found = errors === 0 ? "no errors" : `${errors} error${errors === 1 ? "" : "s"}`;
  const tokens = (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0);
  const cost = usage?.costUsd === undefined ? "" : ` for $${usage.costUsd.toFixed(4)}`;
  const used = tokens === 0 ? "" : ` The model used ${tokens} tokens${cost}.`;
  return `${tables.length} table${tables.length === 1 ? "" : "s"}, ${found}.${used}`;
}
