import { saying } from "../api/words";
import type { Command } from "./command";

/** Moves one or several tasks down by one, in the order that people make by hand. */
export const moveTaskDown: Command = {
  name: "moveTaskDown",
  run: ({ team: { tasks } }, argument, selection) =>
    saying(() => tasks.shift(tasks.taken(argument ?? "selection", selection), "down")),
};
