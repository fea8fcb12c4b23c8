import type { Command } from "./command";

/** Asks the server for everything anew; also the way back when it could not be reached. */
export const refreshProjects: Command = {
  name: "refreshProjects",
  run: ({ team }) => team.work.refresh(),
};
