import type { EngineKind } from "../engine-kind";
import { plan } from "./plan";
import { judge, judgeRows } from "./verdict";

export const postgres: EngineKind = { dialect: "postgresql", name: "PostgreSQL", plan, judge, judgeRows };
