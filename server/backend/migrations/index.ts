import type { Migration } from "../database/migrate";
import { foundation } from "./0001-foundation";
import { accounts } from "./0002-accounts";
import { projects } from "./0003-projects";
import { work } from "./0004-work";
import { events } from "./0005-events";
import { hotPaths } from "./0006-hot-paths";
import { listTasks } from "./0007-list-tasks";
import { taskOrder } from "./0008-task-order";
import { moves } from "./0009-moves";
import { unusedTexts } from "./0010-unused-texts";

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  foundation,
  accounts,
  projects,
  work,
  events,
  hotPaths,
  listTasks,
  taskOrder,
  moves,
  unusedTexts,
];
