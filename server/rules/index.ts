export type * from "./rule";
