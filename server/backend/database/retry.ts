import { setTimeout } from "node:timers/promises";
import { sqlState } from "./database";

const mostTries = 5;

/**
 * Runs a transaction, and again after a short wait when PostgreSQL rolled it back in favour of another one: then
 * nothing is wrong with it, and only all of it can be run again (manual, "Serialization Failure Handling"). Rejects
 * with the error of the last try.
 */
export async function retrying<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === mostTries || !gaveWay(error)) throw error;
      // By chance, so that two that met do not meet again.
      await setTimeout(Math.random() * 10 * 2 ** tries);
    }
  }
}

/** Whether it is a deadlock, or a transaction that does not fit one that ran beside it. */
export function gaveWay(error: unknown): boolean {
  return ["40001", "40P01"].includes(sqlState(error) ?? "");
}
