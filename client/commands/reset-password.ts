import { saying } from "../api/words";
import type { Command } from "./command";

/** For who has forgotten the password: a mail, a new one, and signed in. */
export const resetPassword: Command = {
  name: "resetPassword",
  run: ({ team }) => saying(() => team.accounts.resetPassword()),
};
