import type { Node } from "@pgsql/types";

/** The string that a node stands for, such as a part of a name. */
export function stringOf(node: Node | undefined): string | undefined {
  return node && "String" in node ? node.String.sval : undefined;
}

export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  const strings: string[] = [];
  for (const node of nodes ?? []) {
    const text = stringOf(node);
    if (text !== undefined) strings.push(text);
  }
  return strings;
}

/** The nodes of a list, or the node itself as a list of one. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  if (!node) return [];
  return "List" in node ? (node.List.items ?? []) : [node];
}

/** The value of a constant as text. */
export function constantText(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if ("String" in node) return node.String.sval ?? "";
  if ("Integer" in node) return String(node.Integer.ival ?? 0);
  if ("Float" in node) return node.Float.fval;
  if ("Boolean" in node) return String(node.Boolean.boolval ?? false);
  if ("TypeName" in node) return stringsOf(node.TypeName.names).at(-1);
  if ("TypeCast" in node) return constantText(node.TypeCast.arg);
  if (!("A_Const" in node)) return undefined;
  const constant = node.A_Const;
  if (constant.sval) return constant.sval.sval ?? "";
  if (constant.ival) return String(constant.ival.ival ?? 0);
  if (constant.fval) return constant.fval.fval;
  if (constant.boolval) return String(constant.boolval.boolval ?? false);
  return undefined;
}

function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  const first = keys.length === 1 ? keys[0]?.charCodeAt(0) : undefined;
  return first !== undefined && first >= 65 && first <= 90;
}

/**
 * Calls `visit` for the node and all nodes under it, from the outside in; where it gives false, what is under the
 * node is left out.
 */
export function walk(value: unknown, visit: (node: Node) => boolean): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (isNode(value) && !visit(value)) return;
  for (const child of Object.values(value)) walk(child, visit);
}
