import type { GenerateProgress, GenerateStage } from "./outcome";

/** Reports stages as they happen and measures them. */
export interface Stages {
  enter(stage: GenerateStage, round: number, message: string): void;
  /** Milliseconds by stage so far, and `total`. */
  timings(): Record<string, number>;
}

export function stagesOf(onProgress: (event: GenerateProgress) => void): Stages {
  const start = performance.now();
  const spent = new Map<GenerateStage, number>();
  let current: { stage: GenerateStage; since: number } | undefined;
  const leave = () => {
    if (current === undefined) return;
    spent.set(current.stage, (spent.get(current.stage) ?? 0) + performance.now() - current.since);
    current = undefined;
  };
  return {
    enter(stage, round, message) {
      leave();
      if (stage !== "done") current = { stage, since: performance.now() };
      onProgress({ kind: "stage", stage, round, message });
    },
    timings() {
      const timings: Record<string, number> = {};
      for (const [stage, ms] of spent) timings[stage] = Math.round(ms);
      timings.total = Math.round(performance.now() - start);
      return timings;
    },
  };
}
