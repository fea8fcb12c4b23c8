import { readAnswer, type Answer } from "./answer";
import type { GenerateOptions, GenerateRequest } from "./outcome";
import {
  ProviderFailure,
  type AnswerForm,
  type Message,
  type Provider,
  type ProviderAnswer,
  type Usage,
} from "./provider";
import type { Shown } from "./show";
import type { Stages } from "./stages";
import { askWatched, defaultStallMs } from "./stall";

export interface Question {
  /** What is kept of earlier answers, to be shown before what comes. */
  readonly head?: string;
  /** What is asked for, where it is not the whole schema; a plan is not shown. */
  readonly part?: { readonly stage: "plan" | "part"; readonly message: string };
  readonly form?: AnswerForm;
}

/** Puts questions to a provider, shows what it writes, and counts. */
export interface Asking {
  ask(messages: readonly Message[], question?: Question): Promise<Said>;
  readonly rounds: number;
  readonly model: string | undefined;
  /** Of all rounds; absent where the provider does not count. */
  readonly usage: ProviderAnswer["usage"];
}

/** An answer, and what it holds. */
export interface Said extends Answer {
  readonly text: string;
  readonly finish: ProviderAnswer["finish"];
  /** The answer stopped before its SQL was whole. */
  readonly cut: boolean;
  readonly model: string | undefined;
  /** Why the answer ended before its time; what came until then is kept. */
  readonly failure?: ProviderFailure;
}

/** Whether a provider answers a conversation; the others take the brief alone and would say the same again. */
export function converses(provider: Provider): boolean {
  return provider.name === "openai" || provider.name === "editor";
}

export function askingOf(
  provider: Provider,
  request: GenerateRequest,
  { signal }: Pick<GenerateOptions, "signal">,
  { shown, stages }: { readonly shown: Shown; readonly stages: Stages },
): Asking {
  const { dialect, brief, current, instruction, design, stallTimeoutMs } = request;
  const talks = converses(provider);
  const writer = talks ? "The model" : provider.name;
  let rounds = 0;
  let usage: ProviderAnswer["usage"];
  let model = provider.model;

  return {
    get rounds() {
      return rounds;
    },
    get model() {
      return model;
    },
    get usage() {
      return usage;
    },
    async ask(messages, { head = "", part, form } = {}) {
      rounds++;
      const stage = part?.stage ?? "model";
      const begin = () => {
        if (stage !== "plan") shown.begin({ keep: head === "" ? "" : `${head}\n\n`, plain: !talks });
      };
      const usual = `${model ?? writer} writes${rounds === 1 ? "" : " again"}.`;
      stages.enter(stage, rounds, part?.message ?? usual);
      begin();
      let came = "";
      let most = "";
      const longest = () => (came.length > most.length ? came : most);
      let failure: ProviderFailure | undefined;
      const answer = await askWatched(
        provider,
        {
          dialect,
          brief,
          messages,
          ...(current === undefined ? {} : { current }),
          ...(instruction === undefined ? {} : { instruction }),
          ...(design === undefined ? {} : { design }),
          ...(form === undefined ? {} : { form }),
        },
        {
          signal,
          stallTimeoutMs: stallTimeoutMs ?? defaultStallMs,
          onText(text) {
            came += text;
            if (stage !== "plan") shown.text(text);
          },
          onRestart(reason) {
            most = longest();
            came = "";
            begin();
            stages.enter(stage, rounds, `${reason} Trying once more.`);
          },
          onDraft() {
            most = came;
            came = "";
            begin();
          },
          onStage: (message) => stages.enter(stage, rounds, message),
        },
      ).catch((error: unknown): ProviderAnswer => {
        if (!(error instanceof ProviderFailure) || longest() === "") throw error;
        failure = error;
        return { text: longest(), finish: "length" };
      });
      signal.throwIfAborted();
      model = answer.model ?? provider.model;
      if (answer.usage) usage = usage ? sum(usage, answer.usage) : answer.usage;
      return { ...saidBy(answer, talks, model), ...(failure && { failure }) };
    },
  };
}

function sum(a: Usage, b: Usage): Usage {
  const cost = (a.costUsd ?? 0) + (b.costUsd ?? 0);
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...(a.costUsd === undefined && b.costUsd === undefined ? {} : { costUsd: cost }),
  };
}

function saidBy(answer: ProviderAnswer, talks: boolean, model: string | undefined): Said {
  const { text, finish } = answer;
  // What a provider without a conversation gives is SQL and nothing else.
  const read = talks
    ? readAnswer(text)
    : { sql: text.trim(), assumptions: [], uncovered: [], closed: finish !== "length" };
  return {
    sql: finish === "refusal" && !read.closed ? "" : read.sql,
    closed: read.closed,
    assumptions: [...(answer.assumptions ?? []), ...read.assumptions],
    uncovered: [...(answer.uncovered ?? []), ...read.uncovered],
    text,
    finish,
    cut: finish === "length" && !read.closed,
    model,
  };
}
