export * from "./migrations";
