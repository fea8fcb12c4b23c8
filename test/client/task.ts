import type { Project, Task } from "../../client/api/client";

/** A task of the project `p`. */
export function task(id: string, fields: Partial<Task> = {}): Task {
  return {
    id,
    projectId: "p",
    title: id,
    description: "",
    status: "todo",
    priority: "medium",
    assigneeId: null,
    dueOn: null,
    schemaId: null,
    objectName: null,
    position: null,
    createdBy: null,
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    version: 1,
    ...fields,
  };
}

export function project(id: string): Project {
  const at = "2026-01-01T00:00:00Z";
  return { id, name: id, description: "", role: "owner", version: 1, createdAt: at, updatedAt: at };
}
