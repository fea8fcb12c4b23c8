import { accountRoutes } from "./accounts";
import type { Routes } from "./api";
import { meRoutes } from "./me";
import { projectRoutes } from "./projects";

/** Everything under /v1. */
export const routes: readonly Routes[] = [accountRoutes, meRoutes, projectRoutes];
