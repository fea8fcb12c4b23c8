import type * as vscode from "vscode";

/** As what tasks are dragged, from their view to another place in it or to the view of projects. */
export const taskDragType = "application/vnd.code.tree.dbscst.tasks";

/** The ids of what is dragged as a type. They come as text: nothing else comes from one view to another. */
export async function idsIn(data: vscode.DataTransfer, type: string): Promise<readonly string[]> {
  // What the editor itself says of the rows comes as the same type, and before ours.
  for (const [each, item] of data) {
    const ids = each === type ? parse(await item.asString()) : [];
    if (ids.length > 0) return ids;
  }
  return [];
}

function parse(text: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
