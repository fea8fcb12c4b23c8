export { buildSchema } from "./build";
export { columnOf, indexesOf, primaryKeyOf, resolveObject, resolveTable, resolveView } from "./lookup";
export type * from "./model";
export { moveOf, type Moved } from "./move";
export { printType } from "./print-type";
export { StatementReader, type WrittenName } from "./statement-reader";
export {
  queryNames,
  scopesAround,
  sourceOf,
  type CommonTable,
  type QueryNames,
  type QueryScope,
  type Source,
} from "./tokens/query-names";
export { selectList, valueEnd, type OutputItem } from "./tokens/select-list";
