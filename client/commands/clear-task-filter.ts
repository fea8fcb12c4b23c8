import type { Command } from "./command";

/** Shows all tasks again. */
export const clearTaskFilter: Command = {
  name: "clearTaskFilter",
  run: ({ team }) => team.tasks.setFilter({}),
};
