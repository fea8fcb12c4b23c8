/** One thing that the command line can do. */
export interface Command {
  /** What `--help` prints. */
  readonly help: string;
  /** Gives the exit code. Throws `UsageError` for what a person can mend at the prompt. */
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** 0: no errors; 1: errors found; 2: usage, unreadable input, provider failure; 130 and 143: ended by SIGINT or SIGTERM. */
export type ExitCode = 0 | 1 | 2 | 130 | 143;

/** The edges of the process: results on stdout, progress and logs on stderr. */
export interface Terminal {
  /** Whether results are read by a person on a terminal that shows colour. */
  readonly colour: boolean;
  /** Whether progress can be drawn on stderr. */
  readonly interactive: boolean;
  /** Writes a result. */
  out(text: string): void;
  /** Writes a line for the person, to stderr. */
  err(text: string): void;
  /** Draws the one line of progress on stderr, or wipes it; nothing where stderr is no terminal. */
  progress(text: string | undefined): void;
  /** All of stdin. */
  read(): Promise<Buffer>;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** The command cannot be run as it was asked for; `message` says why and what to do. Exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
