import { TextDocument } from "vscode-languageserver-textdocument";
import type { CancellationToken } from "vscode-languageserver";
import {
  EngineUnavailable,
  SandboxEnded,
  type Failure,
  type Sandbox,
  type SandboxAnswer,
} from "../../engine/node";
import {
  sandboxCloseRequest,
  sandboxOpenRequest,
  sandboxRunRequest,
  type SandboxFailure,
  type SandboxOpenParams,
  type SandboxOpenResult,
  type SandboxResult,
  type SandboxRunParams,
  type SandboxRunResult,
} from "../../protocol/sandbox";
import { parseScript, type Statement } from "../../sql/index";
import { toRange, toSignal } from "../convert";
import type { Handler, Server } from "../handler";

/** A sandbox that nobody uses for this long is ended, in milliseconds. */
const idleMs = 600_000;

/** `dbscst/sandboxOpen`, `Run` and `Close`: a throw-away database for each document that is tried. */
export const sandbox: Handler = {
  register(server) {
    const sandboxes = new Sandboxes(server);
    const { connection } = server;
    connection.onRequest(sandboxOpenRequest, ({ uri }: SandboxOpenParams, token: CancellationToken) =>
      sandboxes.open(uri, toSignal(token)),
    );
    connection.onRequest(sandboxRunRequest, (params: SandboxRunParams, token: CancellationToken) =>
      sandboxes.run(params, toSignal(token)),
    );
    connection.onRequest(sandboxCloseRequest, ({ uri }: SandboxOpenParams) => sandboxes.close(uri));
  },
};

interface Open {
  readonly sandbox: Sandbox;
  readonly dialect: Statement["parsed"]["dialect"];
  timer: NodeJS.Timeout;
}

class Sandboxes {
  private readonly all = new Map<string, Open>();

  constructor(private readonly server: Server) {}

  async open(uri: string, signal: AbortSignal): Promise<SandboxOpenResult> {
    this.close(uri);
    const started = performance.now();
    const document = this.server.documents.get(uri);
    if (!document) return unavailable("The document is not open.");
    const { text, result } = document;
    const { statements, dialect } = result.script;
    try {
      const opened = await this.server.engines.openSandbox(dialect, statements.map(toEngine(text)), signal);
      if (!opened)
        return unavailable(
          "There is no engine for this dialect in the editor; PostgreSQL and SQLite can be tried.",
        );
      this.close(uri);
      this.all.set(uri, { sandbox: opened.sandbox, dialect, timer: this.timer(uri) });
      const failures = opened.verdicts.flatMap((verdict, index): SandboxFailure[] => {
        const statement = statements[index];
        if (verdict.outcome !== "failed" || !statement) return [];
        return [failed(text, statement.span.start, verdict.failure)];
      });
      const ran = statements.filter(({ kind }) => kind === "sql").length;
      return { kind: "open", dialect, statements: ran, failures, ms: performance.now() - started };
    } catch (error) {
      if (error instanceof EngineUnavailable || error instanceof SandboxEnded)
        return unavailable(error.message);
      throw error;
    }
  }

  async run({ uri, sql, explain = false }: SandboxRunParams, signal: AbortSignal): Promise<SandboxRunResult> {
    const started = performance.now();
    if (this.all.get(uri)?.sandbox.alive !== true) {
      const opened = await this.open(uri, signal);
      if (opened.kind === "unavailable") return opened;
    }
    const open = this.all.get(uri);
    if (!open) return unavailable("The sandbox was closed meanwhile.");
    open.timer.refresh();
    const text = TextDocument.create("sandbox:", "sql", 0, sql);
    const statements = parseScript(sql, open.dialect).statements;
    const results: SandboxResult[] = [];
    try {
      for (const statement of statements) {
        // A row of COPY data belongs to the statement before it.
        if (statement.kind === "copy-data") continue;
        const after = statements[statements.indexOf(statement) + 1];
        const together = after?.kind === "copy-data" ? [statement, after] : [statement];
        const [tried] = await open.sandbox.run(together.map(toEngine(text)), { explain, signal });
        if (!tried) continue;
        if (tried.kind === "failed") {
          results.push({ kind: "failed", ...failed(text, statement.span.start, tried.failure) });
          break;
        }
        results.push(shown(tried.answer, tried.isPlan));
      }
    } catch (error) {
      if (!(error instanceof SandboxEnded)) throw error;
      this.close(uri);
      const span = { start: 0, end: sql.length };
      const hint = "The next run begins with the schema alone; what was changed in the sandbox is gone.";
      results.push({
        kind: "failed",
        ...{ code: "57014", message: error.message, hint, range: toRange(text, span) },
      });
    }
    return { kind: "ran", results, ms: performance.now() - started };
  }

  close(uri: string): null {
    const open = this.all.get(uri);
    this.all.delete(uri);
    clearTimeout(open?.timer);
    open?.sandbox.end();
    return null;
  }

  private timer(uri: string): NodeJS.Timeout {
    return setTimeout(() => this.close(uri), idleMs).unref();
  }
}

function toEngine(text: TextDocument) {
  const whole = text.getText();
  return ({ kind, span, parsed }: Statement) => ({ kind, parsed, text: whole.slice(span.start, span.end) });
}

function shown({ columns, rows, total, command, ms }: SandboxAnswer, isPlan: boolean): SandboxResult {
  if (isPlan) return { kind: "plan", lines: planLines(columns, rows), ms };
  return columns.length > 0 ? { kind: "rows", columns, rows, total, ms } : { kind: "done", command, ms };
}

/** PostgreSQL writes its plan as lines; SQLite gives a tree by ids. */
function planLines(
  columns: readonly { readonly name: string }[],
  rows: readonly (readonly (string | null)[])[],
): string[] {
  if (columns.length !== 4) return rows.map(([line]) => line ?? "");
  const depths = new Map<string, number>();
  return rows.map(([id, parent, , detail]) => {
    const depth = (depths.get(parent ?? "") ?? -1) + 1;
    depths.set(id ?? "", depth);
    return "  ".repeat(depth) + (detail ?? "");
  });
}

function failed(text: TextDocument, start: number, { span, ...failure }: Failure): SandboxFailure {
  const { code, message, detail, hint } = failure;
  return {
    ...{ code, message },
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    range: toRange(text, { start: start + span.start, end: start + span.end }),
  };
}

function unavailable(message: string): { readonly kind: "unavailable"; readonly message: string } {
  return { kind: "unavailable", message };
}
