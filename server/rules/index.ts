import * as all from "./all";
import type { Rule } from "./rule";

export type * from "./rule";
export { lacksBeginning } from "./beginning";
export { nearName, renaming } from "./near-name";
export { asIdentity } from "./serial-instead-of-identity";

/** Every rule; a new one is a file and a line in `all.ts`. */
export const rules: readonly Rule[] = Object.values(all);
