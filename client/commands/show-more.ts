import { saying } from "../api/words";
import type { ProjectNode } from "../views/nodes";
import type { Command } from "./command";

/** What the last entry of a list that goes on does. */
export const showMore: Command = {
  name: "showMore",
  run: ({ team }, argument) =>
    saying(async () => {
      if (!isMore(argument)) return;
      await argument.load();
      team.work.show("all");
    }),
};

function isMore(value: unknown): value is Extract<ProjectNode, { kind: "more" }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "more";
}
