export { configName, parseConfig } from "./config";
export { diskFiles, withSlashes, type Files } from "./files";
export * from "./migrations";
export {
  filesAround,
  findConfig,
  surroundingsOf,
  type FoundConfig,
  type SchemaFiles,
  type Surroundings,
} from "./surroundings";
