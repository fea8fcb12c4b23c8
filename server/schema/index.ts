export { buildSchema } from "./build";
export { columnOf, indexesOf, primaryKeyOf, resolveObject, resolveTable, resolveView } from "./lookup";
export type * from "./model";
export { printType } from "./print-type";
export { StatementReader } from "./statement-reader";
