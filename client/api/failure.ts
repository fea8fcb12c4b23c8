/** An answer of the backend that is not a success (RFC 9457). `message` is the server's own words, for people. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  constructor(
    readonly status: number,
    /** The stable code, such as `version_conflict`. */
    readonly code: string,
    detail: string,
    /** The present row, for a version conflict. */
    readonly current?: unknown,
    /** When to come back (`Retry-After`), seconds. */
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

export type UnreachableReason =
  | "address"
  | "refused"
  | "timeout"
  | "certificate"
  | "tls"
  | "stranger"
  | "moved"
  | "gateway"
  | "local"
  | "network"
  | "cut";

/** The backend could not be asked, or whatever answered is not one. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
  constructor(
    readonly reason: UnreachableReason,
    /** What the system says, for the log and for "more". */
    detail: string,
    /** Where it was looked for; empty for the local one. */
    readonly url = "",
  ) {
    super(detail);
  }
}

/** Nobody is signed in, or the session has ended. */
export class SignedOut extends Error {
  override readonly name = "SignedOut";
}

/** The person did not go on; nothing is to be said about it. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** We do not go on, for a reason that the person is to be told. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Why `fetch` rejected, from the error codes of Node and OpenSSL. */
export function unreachable(error: unknown, url: string): Unreachable {
  if (error instanceof Unreachable) return error;
  if (error instanceof Error && error.name === "TimeoutError") {
    return new Unreachable("timeout", error.message, url);
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const message = cause instanceof Error ? cause.message || code : String(cause);
  if (code === "ECONNREFUSED") return new Unreachable("refused", message, url);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return new Unreachable("address", message, url);
  if (code === "ETIMEDOUT" || code === "UND_ERR_CONNECT_TIMEOUT")
    return new Unreachable("timeout", message, url);
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/.test(code)) {
    // What Node advises is for who starts it.
    return new Unreachable("certificate", message.split(";")[0] ?? message, url);
  }
  if (/SSL|TLS|EPROTO/.test(code)) return new Unreachable("tls", message, url);
  return new Unreachable("network", message, url);
}
