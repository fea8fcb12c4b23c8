import { afterAll } from "vitest";
import type { Engine, Verdict } from "../../server/engine";
import { createEngines, type EnginesOptions } from "../../server/engine/node";
import { loadParsers, parseScript, type Dialect } from "../../server/sql";

/** An engine of the real kind, ended when the file's tests are done. */
export async function startEngine(
  options: EnginesOptions = {},
  dialect: Dialect = "postgresql",
): Promise<Engine> {
  await loadParsers();
  const engines = await createEngines(options);
  afterAll(() => engines.dispose());
  const engine = engines.source(dialect);
  if (!engine) throw new Error(`no engine for ${dialect}`);
  return engine;
}

let documents = 0;

/** The verdicts on a text, each with the words that its failure blames. */
export async function judge(
  engine: Engine,
  sql: string,
  document = `test:${String(++documents)}`,
): Promise<string[]> {
  const { statements } = parseScript(sql, engine.dialect);
  const { verdicts } = await engine.run({ document, statements });
  return verdicts.map((verdict, index) => describe(verdict, statements[index]?.text ?? ""));
}

/** `ok`, `SQLSTATE words`, or `?reason SQLSTATE words`. */
export function describe(verdict: Verdict, text: string): string {
  if (verdict.outcome === "accepted") return "ok";
  const { failure } = verdict;
  const said = failure ? `${failure.code} ${text.slice(failure.span.start, failure.span.end)}` : "";
  return verdict.outcome === "failed" ? said : `?${verdict.reason} ${said}`.trim();
}
