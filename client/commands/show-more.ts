import { saying } from "../api/words";
import type { Command } from "./command";

/** What the last entry of a list that goes on does. */
export const showMore: Command = {
  name: "showMore",
  run: ({ team }, load) =>
    saying(async () => {
      if (typeof load !== "function") return;
      await load();
      team.work.show();
    }),
};
