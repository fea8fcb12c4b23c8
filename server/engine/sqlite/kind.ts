import type { EngineKind } from "../engine-kind";
import { plan } from "./plan";
import { judge } from "./verdict";

/** SQLite has no COPY, so that no rows ever follow a statement. */
export const sqlite: EngineKind = {
  dialect: "sqlite",
  name: "SQLite",
  plan,
  judge,
  judgeRows: () => ({ outcome: "unknown", reason: "client" }),
};
