import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** zxcvbn's score, 0 to 4, and what is wrong with the password. `words`: what an attacker would try first. */
export function estimate(
  password: string,
  words: readonly string[],
): { readonly score: number; readonly warning: string | null } {
  const { score, feedback } = estimator.check(password, [...words]);
  return { score, warning: feedback.warning };
}
