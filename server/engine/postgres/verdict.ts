import type { EngineStatement, Verdict } from "../engine";
import type { StepReport } from "../messages";
import { failureOf } from "./failure";
import type { Planned } from "./plan";

/** What a step's outcome says about the statement. */
export function judge(
  { verdict }: Planned,
  { parsed }: EngineStatement,
  report: StepReport | undefined,
): Verdict {
  if (verdict) return verdict;
  if (!report?.failure) return { outcome: "accepted" };
  const failure = failureOf(report.failure, parsed);
  if (report.roles) return { outcome: "unknown", reason: "role", failure };
  return { outcome: "failed", failure };
}
