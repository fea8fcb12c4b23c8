import { readdirSync, readFileSync } from "node:fs";

/** The ids of the processes of a group: of one that was started detached, and of all that it has started; none where there is no /proc to look at. */
export function processesOfGroup(group: number | undefined): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((id) => /^\d+$/.test(id) && groupOf(id) === group)
    .map(Number);
}

/** The fifth field of `stat`, proc(5); the second is the name in parentheses and may hold anything. */
function groupOf(id: string): number | undefined {
  try {
    const [, , group] = readFileSync(`/proc/${id}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(group);
  } catch {
    return undefined; // it has ended meanwhile
  }
}
