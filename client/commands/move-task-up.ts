import { saying } from "../api/words";
import type { Command } from "./command";

/** Moves one or several tasks up by one, in the order that people make by hand. */
export const moveTaskUp: Command = {
  name: "moveTaskUp",
  run: ({ team: { tasks } }, argument, selection) =>
    saying(() => tasks.shift(tasks.taken(argument ?? "selection", selection), "up")),
};
