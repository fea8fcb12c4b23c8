import type { Node } from "@pgsql/types";

/** The last part of a qualified name. */
export function last(names: readonly Node[] | undefined): string | undefined {
  const name = names?.at(-1);
  return name && "String" in name ? name.String.sval : undefined;
}
