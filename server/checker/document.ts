import { EngineUnavailable } from "../engine";
import { rules, type RuleContext } from "../rules";
import { buildSchema, type Schema } from "../schema";
import {
  dialectDetector,
  forgetStatements,
  newPsqlRun,
  parseScript,
  shift,
  tellsPsql,
  type DetectedDialect,
  type Dialect,
  type ForeignProduct,
  type Script,
  type Span,
} from "../sql";
import type { CheckedDocument, CheckOptions, CheckResult, EngineOutcome } from "./checker";
import { markConsequences } from "./consequences";
import { toProblem, type Fault } from "./fault";
import { productProblem } from "./foreign-product";
import { liquibaseRuns } from "./liquibase";
import { mergeEngine, mergeSlips } from "./merge";
import { checkBodies, ProbeMemory } from "./plpgsql";
import { statementAt } from "./position";
import type { Problem } from "./problem";
import { runRules, runs, type Found, type RuleFailure } from "./run-rules";
import { withSuggestion } from "./suggest";
import { suppress } from "./suppress";
import { syntaxFaults } from "./syntax";
import { withoutVariables } from "./undecided";
import { verdictFaults } from "./verdicts";

/**
 * A document under check. `prepareChecker` must have been awaited before. `onRuleFailure` hears of rules that
 * throw; such a rule is left out of the result.
 */
export function createDocument(
  uri: string,
  text: string,
  options: CheckOptions,
  onRuleFailure?: RuleFailure,
): CheckedDocument {
  let current = text;
  let script: Script | undefined;
  let fastTier: FastTier | undefined;
  let schema: Schema | undefined;
  /** What the rules found in the script and schema at hand. */
  let found: Found | undefined;
  let first = 0;

  let memory = new ProbeMemory();

  const detect = dialectDetector(options.path);
  let detected: DetectedDialect | undefined;
  const asDetected = (): DetectedDialect => (detected ??= detect(prefix + current));
  const asked = options.dialect ?? "auto";
  const dialectOf = (): Dialect => (asked === "auto" ? asDetected().dialect : asked);
  /** The database that the text is for, where that is none whose SQL can be judged. */
  const foreign = (): ForeignProduct | undefined => (asked === "auto" ? asDetected().product : undefined);

  let before = options.before ?? [];
  let prefix = earlier(before);
  let prefixRun: { readonly dialect: Dialect; readonly text: string } | undefined;
  /** The earlier migrations and the text as they are run, each thing at its place. */
  const asRun = (dialect: Dialect): string => {
    if (prefixRun?.dialect !== dialect)
      prefixRun = { dialect, text: earlier(before.map((text) => liquibaseRuns(text, dialect))) };
    return prefixRun.text + liquibaseRuns(current, dialect);
  };

  const letGo = (): void => {
    script = undefined;
    schema = undefined;
    found = undefined;
    fastTier = undefined;
    memory = new ProbeMemory();
  };

  const fast = (): FastTier => {
    if (fastTier) return fastTier;
    const dialect = dialectOf();
    const previous = script?.dialect === dialect ? script : undefined;
    script = parseScript(asRun(dialect), dialect, previous);
    schema = buildSchema(script, schema);
    const from = prefix.length;
    const own = from === 0 ? 0 : statementAt(script, from - 1) + 1;
    const context: RuleContext = { script, schema, role: options.role ?? "schema", first: own };
    found = runRules(context, options, onRuleFailure, own === first ? found : undefined);
    first = own;
    fastTier = { ...tierOf(context, options, found), from };
    return fastTier;
  };

  /** The result for a text that cannot be judged. */
  const unread = (): CheckResult | undefined => {
    const product = foreign();
    if (product === undefined) return undefined;
    const model = ownModel(fast());
    return { ...model, problems: [productProblem(product, model.script)], engine: "skipped" };
  };

  return {
    uri,
    get text() {
      return current;
    },
    get dialect() {
      return fast().script.dialect;
    },
    update(next: string) {
      if (next === current) return;
      current = next;
      detected = undefined;
      fastTier = undefined;
    },
    rebase(others: readonly string[]) {
      const next = earlier(others);
      if (next === prefix) return;
      before = others;
      prefix = next;
      prefixRun = undefined;
      detected = undefined;
      fastTier = undefined;
    },
    start() {
      if (foreign() === undefined) options.engines?.(dialectOf())?.start();
    },
    begin() {
      if (schema || !options.engines || foreign() !== undefined) return;
      const dialect = dialectOf();
      script = parseScript(asRun(dialect), dialect, script);
      options.engines(script.dialect)?.begin({ document: uri, statements: beginning(script) });
    },
    syntax() {
      if (foreign() !== undefined) return [];
      // Statements that an earlier check has read are not read again.
      const dialect = dialectOf();
      const read = parseScript(asRun(dialect), dialect, script?.dialect === dialect ? script : undefined);
      if (!schema) script = read;
      return ownProblems(markConsequences(syntaxFaults(read), read, options), read, prefix.length, new Set());
    },
    fast() {
      return unread() ?? fastResult(fast(), options, "skipped");
    },
    async full(signal?: AbortSignal) {
      return unread() ?? (await fullResult(uri, fast(), options, memory, signal));
    },
    rest() {
      letGo();
      forgetStatements();
    },
    dispose() {
      options.engines?.(script?.dialect ?? dialectOf())?.forget(uri);
      letGo();
    },
  };
}

/** In UTF-16 code units: as much as an engine does while the fast tier is made, and as a pipe takes at once. */
const beginningLength = 96 * 1024;

function beginning({ statements }: Script): Script["statements"] {
  const end = statements.findIndex(({ span }) => span.end > beginningLength);
  return end < 0 ? statements : statements.slice(0, end);
}

/**
 * The earlier migrations as one text; each ends with a semicolon, whether or not its own does, and is a run of psql of
 * its own, which leaves no variables and no other delimiter to the next one.
 */
function earlier(before: readonly string[] = []): string {
  return before
    .map((text) => {
      const end = delimits.test(text) ? "DELIMITER ;\n;" : ";";
      return `${text}\n${end}\n${tellsPsql(text) ? `${newPsqlRun}\n` : ""}`;
    })
    .join("");
}

/** A line of MySQL's client, which ends at its delimiter; an option of PostgreSQL's COPY is followed by a string. */
const delimits = /^[ \t]*delimiter[ \t]+[^\s'"]+[ \t]*$/im;

interface FastTier {
  /** How many characters of the script belong to earlier migrations. */
  readonly from: number;
  /** The first statement of the file itself. */
  readonly first: number;
  readonly script: Script;
  readonly schema: Schema;
  /** Syntax and rules, before consequences and suppression. */
  readonly faults: readonly Fault[];
  readonly ran: ReadonlySet<string>;
}

function tierOf(context: RuleContext, options: CheckOptions, found: Found): Omit<FastTier, "from"> {
  const { script, schema } = context;
  const all = [...syntaxFaults(script), ...[...found.values()].flat()];
  const faults = mergeSlips(withoutVariables(all, script));
  const ran = new Set(rules.filter((rule) => runs(rule, context, options)).map(({ code }) => code));
  return { first: context.first, script, schema, faults, ran };
}

function fastResult(tier: FastTier, options: CheckOptions, engine: EngineOutcome, why?: string): CheckResult {
  const faults = markConsequences(tier.faults, tier.script, options);
  return result(tier, faults, engine, why);
}

async function fullResult(
  uri: string,
  tier: FastTier,
  options: CheckOptions,
  memory: ProbeMemory,
  signal: AbortSignal | undefined,
): Promise<CheckResult> {
  signal?.throwIfAborted();
  const engine = options.engines?.(tier.script.dialect);
  if (!engine) return fastResult(tier, options, options.engines ? "unavailable" : "skipped");
  try {
    const { verdicts } = await engine.run(
      { document: uri, statements: tier.script.statements },
      signal ? { signal } : {},
    );
    const bodies = await checkBodies(
      { script: tier.script, schema: tier.schema, verdicts, first: tier.first },
      memory.follow(tier.script, async (probes) => {
        const request = { document: uri, statements: tier.script.statements, probes };
        return (await engine.run(request, signal ? { signal } : {})).answers ?? [];
      }),
    );
    const merged = mergeEngine(
      tier.faults,
      verdictFaults(tier.script, verdicts),
      verdicts,
      tier.script.dialect,
    );
    const marked = markConsequences(merged, tier.script, options, verdicts);
    return result(
      tier,
      [...marked, ...bodies].map((fault) => withSuggestion(fault, tier.script, tier.schema)),
      "ran",
    );
  } catch (error) {
    if (!(error instanceof EngineUnavailable)) throw error;
    return fastResult(tier, options, "unavailable", error.message);
  }
}

function result(
  tier: FastTier,
  faults: readonly Fault[],
  engine: EngineOutcome,
  engineMessage?: string,
): CheckResult {
  return {
    ...ownModel(tier),
    problems: ownProblems(faults, tier.script, tier.from, tier.ran),
    engine,
    ...(engineMessage === undefined ? {} : { engineMessage }),
  };
}

/** What is told of the file itself, sorted by position; `from` is where it begins in the script. */
function ownProblems(
  faults: readonly Fault[],
  script: Script,
  from: number,
  ran: ReadonlySet<string>,
): Problem[] {
  const problems = suppress(faults, script, ran).map(toProblem);
  const own = from === 0 ? problems : problems.flatMap((problem) => ownProblem(problem, from));
  return own.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1),
  );
}

/** The problem in the places of the file itself; none for one that lies in an earlier migration. */
function ownProblem(problem: Problem, from: number): Problem[] {
  if (problem.span.start < from) return [];
  const move = (span: Span): Span => shift(span, -from);
  const { related, fixes, ...rest } = problem;
  const near = related
    ?.filter(({ span }) => span.start >= from)
    .map((part) => ({ ...part, span: move(part.span) }));
  const possible = fixes?.filter(({ edits }) => edits.every(({ span }) => span.start >= from));
  return [
    {
      ...rest,
      span: move(problem.span),
      ...(near && near.length > 0 ? { related: near } : {}),
      ...(possible && possible.length > 0
        ? {
            fixes: possible.map((fix) => ({
              ...fix,
              edits: fix.edits.map((edit) => ({ ...edit, span: move(edit.span) })),
            })),
          }
        : {}),
    },
  ];
}

/** What outline, hover and rename look at: the file alone, so that all places are its own. */
function ownModel({ from, script, schema }: FastTier): Pick<CheckResult, "script" | "schema"> {
  if (from === 0) return { script, schema };
  const own = parseScript(script.text.slice(from), script.dialect);
  return { script: own, schema: buildSchema(own) };
}
