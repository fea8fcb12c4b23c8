import type * as vscode from "vscode";

/** As what tasks are dragged, from their view to another place in it or to the view of projects. */
export const taskDragType = "application/vnd.code.tree.dbscst.tasks";

/** The ids of what is dragged as a type: as text, since only that comes from one view to another. */
export async function idsIn(data: vscode.DataTransfer, type: string): Promise<readonly string[]> {
  const text = await data.get(type)?.asString();
  if (text === undefined) return [];
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
