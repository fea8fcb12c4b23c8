import { parseArgs, type ParseArgsConfig } from "node:util";
import { dialects, type DialectChoice } from "../sql";
import { UsageError } from "./command";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The options and positional arguments of a command; what it does not know is a `UsageError`. */
export function parseCommandLine<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: "boolean", short: "h" } } as const,
      allowPositionals: true,
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(firstSentence(error.message));
    throw error;
  }
}

/** The value of an option that takes one of a few words. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined)
    throw new UsageError(`--${option} is one of ${allowed.join(", ")}; it cannot be '${value}'.`);
  return found;
}

/** The value of an option that takes a whole number of at least `min` and at most `max`. */
export function wholeNumber(option: string, value: string, min: number, max = Infinity): number {
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  if (!Number.isSafeInteger(number) || number < min || number > max)
    throw new UsageError(`--${option} takes a whole number ${range}; it cannot be '${value}'.`);
  return number;
}

export function dialectChoice(value: string): DialectChoice {
  return oneOf("dialect", value, ["auto", ...dialects]);
}

/** Node appends advice on how to escape an argument that is meant as a positional; the first sentence says enough. */
function firstSentence(message: string): string {
  return `${message.split(/\.\s|\n/, 1)[0]?.replace(/\.$/, "") ?? message}.`;
}
