import type { EngineStatement, Verdict } from "./engine";
import type { EngineKind, Planned } from "./engine-kind";
import type { EngineProcess, RunEnd } from "./engine-process";
import type { Step, StepReport } from "./messages";

/** The document whose statements the process has taken, and what came of it. */
export interface Live {
  readonly document: string;
  /** What has been taken; a statement that was left out is there as a step that does nothing. */
  readonly steps: Step[];
  /** The text that each verdict is about. */
  readonly texts: string[];
  readonly verdicts: Verdict[];
  /** What the database said about the step before the next one; rows are judged by what it said about COPY. */
  last: StepReport | undefined;
}

/** Everything that a run of one document goes by. */
export interface Orders {
  readonly kind: EngineKind;
  readonly engine: EngineProcess;
  readonly live: Live;
  readonly planned: readonly Planned[];
  readonly statements: readonly EngineStatement[];
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Has the process stand where `wanted` says, keeping what stands there already; `live` tells how far it came. */
export async function takeSteps(
  { kind, engine, live, statements, timeoutMs, signal }: Orders,
  wanted: readonly Planned[],
  onProgress?: (done: number) => void,
): Promise<RunEnd> {
  const common = commonSteps(live, wanted, statements);
  // Rows without their COPY have no verdict of their own.
  const keep = common > 0 && statements[common]?.kind === "copy-data" ? common - 1 : common;
  live.steps.length = live.texts.length = live.verdicts.length = keep;
  const record = (reports: readonly StepReport[], done: number) => {
    const said = new Map(reports.map((report) => [report.step, report]));
    for (let index = live.verdicts.length; index < done; index++) {
      const [one, statement] = [wanted[index], statements[index]];
      if (!one || !statement) break;
      live.steps.push(one.step);
      live.texts.push(statement.text);
      const report = said.get(index);
      live.verdicts.push(
        statement.kind === "copy-data"
          ? kind.judgeRows(statement, live.last)
          : kind.judge(one, statement, report),
      );
      live.last = report;
    }
    onProgress?.(live.verdicts.length);
  };
  const steps = wanted.slice(keep).map(({ step }) => step);
  const patience = (index: number) => patienceFor(wanted[index]?.step);
  const end = await engine.run({ keep, steps, timeoutMs, patience, signal, onReports: record });
  // A run that is ended while it goes back takes again what it had to undo; what it did not come to is not there.
  if (end.done < live.steps.length) live.steps.length = live.texts.length = live.verdicts.length = end.done;
  return end;
}

/**
 * An extension's script is long, comes to its end by itself, and much may stand on it: where it takes more than the
 * usual time, the machine is busy.
 */
function patienceFor(step: Step | undefined): number {
  return step?.op === "exec" && step.extension !== undefined ? 8 : 1;
}

/** How many steps at the beginning are the ones that were taken already. */
export function commonSteps(
  { steps, texts }: Live,
  wanted: readonly Planned[],
  statements: readonly EngineStatement[],
): number {
  const different = steps.findIndex((step, index) => {
    const [one, statement] = [wanted[index], statements[index]];
    return !one || !statement || !isSame({ step, judged: texts[index] ?? "" }, one, statement);
  });
  return different < 0 ? steps.length : different;
}

/**
 * Whether what was taken is what is planned, and its verdict holds. A stand-in is the same step for another text,
 * whose verdict is known without; when the text is mended, the places in an old verdict may be wrong.
 */
export function isSame(
  taken: { readonly step: Step; readonly judged: string },
  { step, verdict }: Planned,
  { text }: EngineStatement,
): boolean {
  if (taken.step !== step && JSON.stringify(taken.step) !== JSON.stringify(step)) return false;
  return step.op === "none" || verdict !== undefined || taken.judged === text;
}
