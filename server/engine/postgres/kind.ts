import type { EngineKind } from "../engine-kind";
import { readFootprint } from "./footprint";
import { plan } from "./plan";
import { judge, judgeRows } from "./verdict";

export const postgres: EngineKind = {
  dialect: "postgresql",
  name: "PostgreSQL",
  plan,
  footprint: readFootprint,
  judge,
  judgeRows,
};
