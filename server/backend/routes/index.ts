import { accountRoutes } from "./accounts";
import type { Routes } from "./api";
import { liveRoutes } from "./live";
import { meRoutes } from "./me";
import { memberRoutes } from "./members";
import { projectRoutes } from "./projects";
import { schemaRoutes } from "./schemas";
import { taskRoutes } from "./tasks";

/** Everything under /v1. */
export const routes: readonly Routes[] = [
  accountRoutes,
  meRoutes,
  projectRoutes,
  memberRoutes,
  taskRoutes,
  schemaRoutes,
  liveRoutes,
];
