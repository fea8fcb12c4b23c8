import {
  pageOf,
  type Api,
  type Invitation,
  type Member,
  type Project,
  type Schema,
  type SchemaVersionSummary,
  type Task,
} from "../api/client";
import { Lists } from "./lists";
import type { OfflineCache } from "./offline-cache";

/** What is asked for at once, which is the most that the server gives. */
const limit = 200;

/** The lists of a backend: of the account itself under the key `all`, of a project or a schema under its id. */
export interface WorkLists {
  readonly projects: Lists<Project>;
  readonly invitations: Lists<Invitation>;
  readonly members: Lists<Member>;
  readonly invited: Lists<Invitation>;
  readonly schemas: Lists<Schema>;
  readonly versions: Lists<SchemaVersionSummary>;
  readonly tasks: Lists<Task>;
}

export interface WorkListsOptions {
  /** As `Lists` has them. */
  readonly onFailure: (error: unknown) => boolean;
  readonly onFresh: () => void;
  /** Told each time that the server has given the projects, which everything else hangs on. */
  readonly onReached: () => void;
}

export function workLists(
  api: Api,
  cache: OfflineCache,
  { onFailure, onFresh, onReached }: WorkListsOptions,
): WorkLists {
  const own = (cursor: string | undefined) => ({
    params: { query: { limit, ...(cursor !== undefined && { cursor }) } },
  });
  const of = (id: string, cursor: string | undefined) => ({
    params: { path: { id }, ...own(cursor).params },
  });
  const lists = <T>(kind: string, fetchPage: ConstructorParameters<typeof Lists<T>>[0]) =>
    new Lists<T>(fetchPage, onFailure, { store: cache.of<T>(kind), onFresh });
  return {
    projects: lists("projects", async (_key, cursor) => {
      const page = await pageOf(api.GET("/v1/projects", own(cursor)));
      onReached();
      return page;
    }),
    invitations: lists("invitations", (_key, cursor) => pageOf(api.GET("/v1/invitations", own(cursor)))),
    members: lists("members", (id) =>
      pageOf(api.GET("/v1/projects/{id}/members", { params: { path: { id } } })),
    ),
    invited: lists("invited", (id, cursor) =>
      pageOf(api.GET("/v1/projects/{id}/invitations", of(id, cursor))),
    ),
    schemas: lists("schemas", (id, cursor) => pageOf(api.GET("/v1/projects/{id}/schemas", of(id, cursor)))),
    versions: lists("versions", (id, cursor) => pageOf(api.GET("/v1/schemas/{id}/versions", of(id, cursor)))),
    tasks: lists("tasks", (id, cursor) => pageOf(api.GET("/v1/projects/{id}/tasks", of(id, cursor)))),
  };
}

export function listsOf(lists: WorkLists): readonly Pick<Lists<unknown>, "invalidate" | "clear">[] {
  const { projects, invitations, members, invited, schemas, versions, tasks } = lists;
  return [projects, invitations, members, invited, schemas, versions, tasks];
}
