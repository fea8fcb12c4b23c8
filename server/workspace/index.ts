export { configName, parseConfig } from "./config";
export { downPathOf } from "./down-place";
export { diskFiles, wideEncoding, withSlashes, type Files } from "./files";
export * from "./migrations";
export {
  alone,
  filesAround,
  findConfig,
  surroundingsOf,
  textsBefore,
  type FoundConfig,
  type SchemaFiles,
  type Surroundings,
} from "./surroundings";
