import type { Format } from "./index";

/** One array of problems, sorted by file and position. */
export const json: Format = function* ({ files }) {
  yield "[";
  let first = true;
  for (const { found } of files)
    for (const one of found) {
      yield `${first ? "\n" : ",\n"}  ${JSON.stringify(one)}`;
      first = false;
    }
  yield first ? "]\n" : "\n]\n";
};
