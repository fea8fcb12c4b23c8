import type { FromSandbox, SandboxAnswer, SandboxDatabase, ToSandbox } from "./messages";

/** The sandbox's side of its process: it does what it is told and answers. A query that does not end is killed from outside. */
export function serveSandbox(database: SandboxDatabase): void {
  const tell = (message: FromSandbox) => process.send?.(message);
  process.on("message", (message: ToSandbox) => {
    if (message.type === "fill") {
      tell({ type: "filled", reports: database.fill(message.steps) });
      return;
    }
    const answers: SandboxAnswer[] = [];
    let characters = message.limits.characters;
    let hasFailed = false;
    for (const query of message.queries) {
      // What tidies up is done also then.
      if (hasFailed && !query.silent) continue;
      const answer = database.query(query, { ...message.limits, characters });
      for (const row of answer.rows) for (const value of row) characters -= value?.length ?? 0;
      if (!query.silent) answers.push(answer);
      hasFailed ||= answer.failure !== undefined;
    }
    tell({ type: "answers", answers });
  });
  tell({ type: "ready" });
}
