import type { EngineStatement, UnknownReason, Verdict } from "../engine";
import type { RawFailure, StepReport } from "../messages";
import { isShipped } from "./extensions";
import { isForeignLanguage } from "./classify";
import { failureOf } from "./failure";
import type { Planned } from "../engine-kind";

/** What a step's outcome says about the statement. */
export function judge(
  { verdict, step }: Planned,
  { parsed }: EngineStatement,
  report: StepReport | undefined,
): Verdict {
  if (verdict) return verdict;
  if (!report?.failure || lineOf(report.failure) !== undefined) return { outcome: "accepted" };
  const failure = failureOf(report.failure, parsed);
  const reason = report.roles
    ? "role"
    : step.op === "exec" && step.inBlock && report.failure.code === "25001"
      ? undefined
      : reasonOf(report.failure);
  return reason ? { outcome: "unknown", reason, failure } : { outcome: "failed", failure };
}

/** What the outcome of a COPY says about the rows after it; a failure of COPY itself says nothing about them. */
export function judgeRows({ text }: EngineStatement, report: StepReport | undefined): Verdict {
  const line = report?.failure && lineOf(report.failure);
  if (!report?.failure || line === undefined) return { outcome: "unknown", reason: "client" };
  const { code, message, detail, hint } = report.failure;
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const row = (lines[line - 1] ?? "").replace(/\r$/, "").slice(0, longestRow);
  const failure = {
    code,
    message,
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    span: { start: Math.min(start, text.length), end: Math.min(start + row.length, text.length) },
    exact: true,
  };
  return { outcome: "failed", failure };
}

const longestRow = 80;

/** The line of COPY's data that a failure is about. */
function lineOf({ where }: RawFailure): number | undefined {
  const line = /^COPY .+?, line (\d+)/m.exec(where ?? "")?.[1];
  return line === undefined ? undefined : Number(line);
}

/** Failures that a server with other settings, files or neighbours would not have, by SQLSTATE and message. */
const ofTheSandbox: readonly { code: RegExp; message: RegExp; reason: UnknownReason }[] = [
  { code: /^0A000$/, message: /^extension ".+" is not available$/, reason: "extension" },
  { code: /^42704$/, message: /^role ".+" does not exist$/, reason: "role" },
  { code: /^42710$/, message: /^role "postgres" already exists$/, reason: "environment" },
  { code: /^3D000$/, message: /^database ".+" does not exist$/, reason: "environment" },
  { code: /^42704$/, message: /^tablespace ".+" does not exist$/, reason: "environment" },
  // The names of an operating system's locales, and ICU's.
  {
    code: /^42704$/,
    message: /^collation "(?:.+\.)?(?:[a-z]{2,3}_[A-Z]{2}.*|.+-x-icu)" for encoding/,
    reason: "environment",
  },
  {
    code: /^XX000$/,
    message: /^cannot change relation mapping within subtransaction$/,
    reason: "environment",
  },
  { code: /^0A000$/, message: /^unsupported XML feature/, reason: "environment" },
  { code: /^0A000$/, message: /executed by CREATE EXTENSION$/, reason: "environment" },
  {
    code: /^25001$/,
    message: /cannot run inside a transaction block|must not be called/,
    reason: "environment",
  },
  { code: /^25001$/, message: /^.+ cannot (?:be executed|run) /, reason: "environment" },
  { code: /^2D000$/, message: /^invalid transaction termination$/, reason: "environment" },
  { code: /^58/, message: /./, reason: "environment" },
  // The sandbox has less memory and a smaller stack than a server.
  { code: /^53|^54001$/, message: /./, reason: "environment" },
];

function reasonOf({ code, message }: RawFailure): UnknownReason | undefined {
  const extension = /^extension "(.+)" does not exist$/.exec(message)?.[1];
  if (code === "42704" && extension !== undefined && !isShipped(extension)) return "extension";
  const language = /^language "(.+)" does not exist$/.exec(message)?.[1];
  if (language !== undefined && isForeignLanguage(language)) return "extension";
  return ofTheSandbox.find((one) => one.code.test(code) && one.message.test(message))?.reason;
}
