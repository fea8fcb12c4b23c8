import type { Node } from "@pgsql/types";
import type { ParsedStatement } from "../../sql";

/** Functions that tell what the session has drawn from sequences. */
const builtIn = /\b(?:currval|lastval)\b/i;

/** Whether a statement reads what no rollback takes away; a function does so when it is called, not when it is made. */
export function remembers({ text }: ParsedStatement, tree: Node): boolean {
  return !("CreateFunctionStmt" in tree) && builtIn.test(text);
}

/** Follows the functions of a document that read what the session has drawn, to tell which statements may call them. */
export class RememberingFunctions {
  readonly #names = new Set<string>();
  #pattern: RegExp | undefined;
  #isReachable = false;

  /** Whether the statement may call such a function; statements are to be shown in order. */
  mayCall({ text }: ParsedStatement, tree: Node, draws: boolean): boolean {
    const mentions = this.#pattern?.test(text) ?? false;
    if ("CreateFunctionStmt" in tree) {
      const last = tree.CreateFunctionStmt.funcname?.at(-1);
      if ((mentions || builtIn.test(text)) && last && "String" in last) this.#add(last.String.sval ?? "");
      return false;
    }
    // A trigger, a default or a view may have any later statement call it.
    this.#isReachable ||= mentions;
    const isDynamic = "DoStmt" in tree && this.#pattern !== undefined;
    return draws && (this.#isReachable || isDynamic);
  }

  #add(name: string): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    const names = [...this.#names].map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    this.#pattern = new RegExp(`(?<![\\w$])(?:${names.join("|")})(?![\\w$])`, "i");
  }
}
