export { configName, parseConfig } from "./config";
export { diskFiles, withSlashes, type Files } from "./files";
export * from "./migrations";
export { findConfig, surroundingsOf, type FoundConfig, type Surroundings } from "./surroundings";
