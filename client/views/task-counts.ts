import type { TaskCount } from "../../server/protocol/diagram-messages";

/** As many titles as a badge's tooltip can show. */
const mostTitles = 5;

/** How many tasks name each thing; those that name none are left out. */
export function countTasks(
  tasks: readonly { readonly title: string; readonly objectName: string | null }[],
): Readonly<Record<string, TaskCount>> {
  const counts = new Map<string, TaskCount>();
  for (const { title, objectName } of tasks) {
    if (objectName === null || objectName === "") continue;
    const { count, titles } = counts.get(objectName) ?? { count: 0, titles: [] };
    counts.set(objectName, { count: count + 1, titles: [...titles, title].slice(0, mostTitles) });
  }
  return Object.fromEntries(counts);
}
