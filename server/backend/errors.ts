/** The stable codes of problems (RFC 9457), their status and title. docs/api.md says when each comes. */
export const problemCodes = {
  invalid_request: [400, "The request is not valid"],
  invalid_credentials: [401, "The address or the password is wrong"],
  second_factor_required: [401, "A code of the second factor is needed"],
  token_invalid: [401, "The token is not valid"],
  token_expired: [401, "The token has expired"],
  api_key_required: [401, "An API key is needed"],
  email_not_verified: [403, "The address is not verified yet"],
  forbidden: [403, "Your role does not allow this"],
  not_found: [404, "There is no such thing"],
  method_not_allowed: [405, "The path does not take this method"],
  email_taken: [409, "The address has an account"],
  idempotency_mismatch: [409, "The idempotency key was used for another request"],
  conflict: [409, "The request does not fit the present state"],
  version_conflict: [412, "Somebody else has changed it"],
  payload_too_large: [413, "The body is too large"],
  unsupported_media_type: [415, "The body is of a type that is not taken"],
  weak_password: [422, "The password is too weak"],
  rate_limited: [429, "Too many requests"],
  internal: [500, "Something went wrong on our side"],
  provider_failed: [502, "The provider of the model failed"],
  overloaded: [503, "The server is busy"],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problemCodes;

export interface FieldError {
  /** JSON pointer into the body, or the name of a parameter. */
  readonly path: string;
  readonly message: string;
}

interface ApiErrorExtras {
  readonly errors?: readonly FieldError[];
  /** The present row, for a version conflict. */
  readonly current?: unknown;
  readonly retryAfterSeconds?: number;
}

/** An answer that is not a success. `detail` is for people and says what to do. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly extras: ApiErrorExtras = {},
  ) {
    super(detail);
    this.status = problemCodes[code][0];
  }
}

/** Also for what exists and is not the caller's to see: the answers are the same. */
export function notFound(what: string): ApiError {
  return new ApiError("not_found", `There is no such ${what}, or you are no member of its project.`);
}

/** A request whose fields do not do. */
export function invalid(errors: readonly FieldError[]): ApiError {
  const first = errors[0];
  const detail = first ? `${first.path} ${first.message}.` : "The request is not valid.";
  return new ApiError("invalid_request", detail, { errors });
}

/** An error as the API says it (RFC 9457). */
export function problemDocument(problem: ApiError, requestId: string) {
  const { errors, current } = problem.extras;
  return {
    type: `urn:dbscst:problem:${problem.code}`,
    title: problemCodes[problem.code][1],
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    requestId,
    ...(errors && { errors }),
    ...(current !== undefined && { current }),
  };
}

/** There is too much to do, or the database is not there, or whatever else soon passes. */
export function overloaded(why = "The server cannot answer now"): ApiError {
  return new ApiError("overloaded", `${why}: try again in a few seconds.`, { retryAfterSeconds: 2 });
}
