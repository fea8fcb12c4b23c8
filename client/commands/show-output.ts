import type { Command } from "./command";

export const showOutput: Command = {
  name: "showOutput",
  run({ output }) {
    output.show();
  },
};
