/** A problem of the checker, as a task remembers it. */
export interface TaskProblem {
  /** The rule's name or the SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

const marker = /^`([^`\n]+)` · dbscst$/m;

/** What the description of a task begins with that was made from a problem; people may write behind it. */
export function describeProblem({ code, message }: TaskProblem): string {
  const quoted = message
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
  return `${quoted}\n\n\`${code}\` · dbscst\n`;
}

/** The problem that a task was made from; undefined where it was made otherwise. */
export function problemOf(description: string): TaskProblem | undefined {
  const code = marker.exec(description);
  const quote = /^(?:> ?.*\n)+/m.exec(description);
  if (!code?.[1] || !quote) return undefined;
  const message = quote[0]
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^> ?/, ""))
    .join("\n");
  return { code: code[1], message };
}

/** A title of one line from a message of some sentences. */
export function titleOf(message: string): string {
  const first = /^[\s\S]*?[.!?](?=\s|$)/.exec(message)?.[0] ?? message;
  const line = first.replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
