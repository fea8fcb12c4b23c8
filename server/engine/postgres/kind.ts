import type { EngineKind } from "../engine-kind";
import { probeFootprint, readFootprint } from "./footprint";
import { plan } from "./plan";
import { judge, judgeRows } from "./verdict";

export const postgres: EngineKind = {
  dialect: "postgresql",
  name: "PostgreSQL",
  plan,
  footprint: readFootprint,
  probeFootprint,
  judge,
  judgeRows,
};
