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
  const hint = warning === null ? undefined : hints[warning];
  throw weak(
    `It is easy to guess${hint === undefined ? "" : `, since ${hint}`}: take a longer one with uncommon words.`,
  );
}

/** zxcvbn's names of what makes a password weak, in words. */
const hints: Readonly<Record<string, string>> = {
  straightRow: "it is a row of the keyboard",
  keyPattern: "it is a pattern on the keyboard",
  simpleRepeat: "it repeats a character",
  extendedRepeat: "it repeats a few characters",
  sequences: "it is a sequence such as abc or 6543",
  recentYears: "it is a year",
  dates: "it is a date",
  topTen: "it is one of the most common passwords",
  topHundred: "it is one of the most common passwords",
  common: "it is a common password",
  similarToCommon: "it is like a common password",
  wordByItself: "it is one word",
  namesByThemselves: "it is a name",
  commonNames: "it is a common name",
  userInputs: "it holds what is known of you",
  pwned: "it was in a leak",
};

function weak(reason: string): ApiError {
  return new ApiError("weak_password", reason, { errors: [{ path: "/password", message: reason }] });
}
