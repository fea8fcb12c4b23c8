import type { Command } from "./command";
import { saying } from "../api/words";

/** Asks for address and password; also another account beside the one in use. */
export const signIn: Command = {
  name: "signIn",
  run: ({ team }) => saying(() => team.accounts.signIn()),
};
