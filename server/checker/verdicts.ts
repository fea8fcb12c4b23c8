import type { Failure, Verdict } from "../engine";
import { shift, type Script, type Span, type Statement } from "../sql";
import { extensionMeant } from "./extensions";
import type { Fault } from "./fault";
import { asFormer } from "./former-catalog";

/** Turns what the engine said of each statement into faults. */
export function verdictFaults(script: Script, verdicts: readonly Verdict[]): Fault[] {
  const faults: Fault[] = [];
  const roles = new Set<string>();
  const firstUnrun = verdicts.findIndex((one) => one.outcome === "unknown" && one.reason === "unrun");
  verdicts.forEach((verdict, index) => {
    const statement = script.statements[index];
    if (
      !statement ||
      (firstUnrun >= 0 && index > firstUnrun && verdict.outcome === "unknown" && verdict.reason === "unrun")
    )
      return;
    const fault = faultOf(verdict, statement, index, roles);
    if (fault) faults.push(fault);
  });
  return faults;
}

/** What a server says or not by its libraries, its settings, and whether it runs a statement alone. */
const sandboxOnly =
  /^security label provider ".+" is not loaded|^no security label providers have been loaded|^replication slots can only be used if|^cannot perform COPY FREEZE because the table was not created or truncated in the current subtransaction/;

function faultOf(
  verdict: Verdict,
  statement: Statement,
  index: number,
  roles: Set<string>,
): Fault | undefined {
  if (verdict.outcome === "accepted") return undefined;
  const role = /^role "(.+)" does not exist/.exec(verdict.failure?.message ?? "")?.[1];
  if (role !== undefined) return missingRole(role, verdict.failure, statement, index, roles);
  if (sandboxOnly.test(verdict.failure?.message ?? ""))
    return {
      ...base(verdict.failure ?? whole(statement, ""), statement, index),
      severity: "information",
      message: `${verdict.failure?.message ?? ""}: this depends on the server, so it is not checked.`,
    };
  if (verdict.outcome === "failed")
    return asFormer({ ...base(verdict.failure, statement, index), severity: "error" }, statement.text);
  const failure = verdict.failure ?? whole(statement, "");
  switch (verdict.reason) {
    case "extension": {
      const slip = misspeltExtension(statement);
      if (slip !== undefined)
        return {
          ...base({ ...failure, code: failure.code || "0A000" }, statement, index),
          severity: "error",
          span: slip.span,
          message: `There is no extension "${slip.name}". Did you mean "${slip.meant}"?`,
          raw: { message: `extension "${slip.name}" is not available` },
        };
      return {
        ...base({ ...failure, code: failure.code || "0A000" }, statement, index),
        severity: "information",
        message: `${extensionWords(statement, failure)} The sandbox does not have it, so what depends on it is not checked.`,
      };
    }
    case "tolerated":
      return {
        ...base(failure, statement, index),
        severity: "warning",
        message: `${words(failure)} Builds of SQLite that still read a text here run it.`,
      };
    case "role":
      return {
        ...base({ ...failure, code: failure.code || "42704" }, statement, index),
        severity: "information",
      };
    case "timeout":
      return {
        ...base({ ...failure, code: "57014" }, statement, index),
        severity: "warning",
        message: "This statement ran too long and was ended, so it is not known whether it works.",
      };
    case "unrun":
      return {
        ...base({ ...failure, code: "57014" }, statement, index),
        severity: "warning",
        message:
          "This and what follows was not run, since several statements before it ran too long. Once they are mended, it is.",
      };
    case "environment":
      // What the sandbox has less of than a server: memory, and depth of calls.
      if (!/^53|^54001|^57P02/.test(failure.code)) return undefined;
      return {
        ...base({ ...failure, span: whole(statement, "").span }, statement, index),
        severity: "information",
        message: `This statement went beyond what the sandbox can do, so it is not known whether it works: ${failure.message}.`,
      };
    case "refused":
      return {
        ...base({ ...failure, code: failure.code || "0A000" }, statement, index),
        severity: "information",
        message: `This statement was not run, since it would reach outside of the sandbox.${failure.message ? ` ${failure.message}` : ""}`,
      };
    default:
      return undefined;
  }
}

function base(failure: Failure, statement: Statement, index: number): Omit<Fault, "severity"> {
  return {
    from: "engine",
    statement: index,
    span: shift(failure.span, statement.span.start),
    sqlstate: failure.code,
    message: words(failure),
    raw: { message: failure.message, ...(failure.detail === undefined ? {} : { detail: failure.detail }) },
    exact: failure.exact,
  };
}

/** Once per role: the rest of its mentions say nothing new. */
function missingRole(
  role: string,
  failure: Failure | undefined,
  statement: Statement,
  index: number,
  roles: Set<string>,
): Fault | undefined {
  if (roles.has(role)) return undefined;
  roles.add(role);
  const shown = failure ?? whole(statement, `role "${role}" does not exist`);
  return {
    ...base(shown, statement, index),
    severity: "information",
    message: `The role "${role}" is not created in this file, so it must exist in the database.`,
  };
}

function whole(statement: Statement, message: string): Failure {
  return { code: "", message, span: { start: 0, end: Math.min(statement.text.length, 80) }, exact: false };
}

/** The database's message, detail and hint as one readable text. */
function words(failure: Failure): string {
  const parts = [failure.message.trim()];
  if (failure.detail) parts.push(failure.detail.trim());
  if (failure.hint) parts.push(`Hint: ${failure.hint.trim()}`);
  return parts
    .map((part, i) => (i < parts.length - 1 && !/[.!?:]$/.test(part) ? `${part}.` : part))
    .join(" ");
}

/** CREATE EXTENSION with a name that is a slip of a known one. */
function misspeltExtension(
  statement: Statement,
): { readonly name: string; readonly meant: string; readonly span: Span } | undefined {
  const { tree, tokens } = statement.parsed;
  if (!tree || !("CreateExtensionStmt" in tree)) return undefined;
  const name = tree.CreateExtensionStmt.extname ?? "";
  const meant = extensionMeant(name);
  const token = tokens.find(({ text }) => text.replaceAll('"', "").toLowerCase() === name.toLowerCase());
  return meant === undefined || !token
    ? undefined
    : { name, meant, span: shift(token.span, statement.span.start) };
}

/** What lacks the extension: the statement that creates it names it, any other has the database's words. */
function extensionWords(statement: Statement, failure: Failure): string {
  const { tree } = statement.parsed;
  if (tree && "CreateExtensionStmt" in tree)
    return `The extension "${tree.CreateExtensionStmt.extname ?? ""}" must be there in the database.`;
  return failure.message === "" ? "This needs an extension." : `${words(failure)}.`;
}
