export type * from "./problem";
