export * from "./dialect";
export * from "./span";
export type * from "./statement";
