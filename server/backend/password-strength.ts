import { ApiError } from "./errors";

/** zxcvbn's scale: 2 is "somewhat guessable", 10^6 to 10^8 guesses; below that come the common passwords. */
const leastScore = 2;
/** An estimate costs more than linear time in the length; what follows cannot make a password weaker. */
const estimated = 64;

/** Rejects with `weak_password` unless the password will do. `about`: words that an attacker would try first. */
export async function assertStrong(password: string, about: readonly string[]): Promise<void> {
  const length = Array.from(password).length;
  if (length < 10)
    throw weak("It has fewer than 10 characters: take a longer one, such as four random words.");
  if (length > 256) throw weak("It has more than 256 characters: take a shorter one.");
  // The dictionaries are large, and most requests need none.
  const { estimate } = await import("./later/password-strength");
  const words = about
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word !== "");
  const { score, warning } = estimate(password.slice(0, estimated), words);
  if (score >= leastScore) return;
  const hint = warning === null ? "" : ` (${warning})`;
  throw weak(`It is easy to guess${hint}: take a longer one with uncommon words.`);
}

function weak(reason: string): ApiError {
  return new ApiError("weak_password", reason, { errors: [{ path: "/password", message: reason }] });
}
