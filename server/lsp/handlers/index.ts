import type { Handler } from "../handler";
import { annotations } from "./annotations";
import { codeAction } from "./code-action";
import { completion } from "./completion";
import { configuration } from "./configuration";
import { diagram } from "./diagram";
import { schemaEdit } from "./edit-schema";
import { downMigration } from "./down-migration";
import { exportSchema } from "./export";
import { formatting } from "./formatting";
import { generate } from "./generate";
import { hover } from "./hover";
import { listModels } from "./list-models";
import { merge } from "./merge";
import { migration } from "./migration";
import { navigation } from "./navigation";
import { rename } from "./rename";
import { sampleRows } from "./sample-rows";
import { sandbox } from "./sandbox";
import { semanticTokens } from "./semantic-tokens";
import { structure } from "./structure";
import { symbols } from "./symbols";
import { tableDetails } from "./table-details";
import { uncovered } from "./uncovered";
import { watchedFiles } from "./watched-files";

/** Every handler; adding one is a file and a line here. */
export const handlers: readonly Handler[] = [
  annotations,
  codeAction,
  completion,
  configuration,
  diagram,
  downMigration,
  schemaEdit,
  exportSchema,
  formatting,
  generate,
  hover,
  listModels,
  merge,
  migration,
  navigation,
  rename,
  sampleRows,
  sandbox,
  semanticTokens,
  structure,
  symbols,
  tableDetails,
  uncovered,
  watchedFiles,
];
