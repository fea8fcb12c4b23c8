import * as vscode from "vscode";
import { Refused } from "../api/failure";
import { describe } from "../api/words";
import { short } from "./labels";

/**
 * Does the same with each of several things; one that is refused keeps no other from it. Rejects with `Refused` where
 * some were: words such as "Not removed", all the reasons, and which they are.
 */
export async function withEach<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  not: string,
  act: (thing: T) => Promise<unknown>,
): Promise<void> {
  const kept: { readonly name: string; readonly why: string }[] = [];
  for (const thing of things) {
    try {
      await act(thing);
    } catch (error) {
      kept.push({ name: `“${short(nameOf(thing))}”`, why: describe(error) });
    }
  }
  if (kept.length === 0) return;
  // The names last: a message that is too long is cut at its end.
  const reasons = [...new Set(kept.map(({ why }) => why))].join(" ");
  const names = kept.map(({ name }) => name).join(", ");
  throw new Refused(vscode.l10n.t("{0}: {1} {2}", not, reasons, names));
}
