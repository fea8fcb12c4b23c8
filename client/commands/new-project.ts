import { saying } from "../api/words";
import { makeProject } from "../views/choose";
import type { Command } from "./command";

/** Asks for a name and makes a project. */
export const newProject: Command = {
  name: "newProject",
  run: ({ team: { accounts, work } }) =>
    saying(async () => {
      await accounts.require();
      await makeProject(work);
    }),
};
