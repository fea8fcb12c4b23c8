import { afterAll, beforeAll } from "vitest";
import { checkText, type CheckOptions, type CheckResult, type Problem } from "../../server/checker";
import { createEngines, type Engines } from "../../server/engine/node";

let engines: Engines | undefined;

/** Gives the tests of a file the real engine, one for all of them. */
export function useEngine(): void {
  beforeAll(async () => {
    engines = await createEngines();
  });
  afterAll(async () => {
    await engines?.dispose();
  });
}

/** Both tiers, as the CLI checks. Rules of taste are not what these tests are about. */
export async function fullCheck(sql: string, options: CheckOptions = {}): Promise<CheckResult> {
  if (!engines) throw new Error("Call useEngine() first.");
  return checkText(sql, { dialect: "postgresql", engines: engines.source, ...options });
}

/** A problem in short: `line severity code "text": message`, with the line of its cause. */
function short(sql: string, { span, severity, code, related }: Problem): string {
  const cause = related?.map(({ span: at }) => ` <- ${lineOf(sql, at.start)}`).join("") ?? "";
  return `${lineOf(sql, span.start)} ${severity} ${code} ${sql.slice(span.start, span.end)}${cause}`;
}

/** The errors of a check and what the engine says besides, in short. */
export function faults(sql: string, { problems }: CheckResult): string[] {
  return problems
    .filter(({ severity, code }) => severity === "error" || /^[0-9A-Z]{5}$/.test(code))
    .map((problem) => short(sql, problem));
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
