/** Language features as functions over plain data: no connection, no LSP types, no I/O. */
export { completionsAt, type Completion, type CompletionKind } from "./completion";
export { contextOf, type LanguageContext } from "./context";
export { referenceLenses, type ReferenceLens } from "./code-lens";
export { documentLinks, type DocumentLink } from "./document-links";
export { fixAll } from "./fix-all";
export { foldingRanges, type FoldingRange } from "./folding";
export { formatEdits, formatSteps, prepareFormatter, type FormatStyle } from "./format";
export { hoverAt, type Hover } from "./hover";
export { prose } from "./markdown";
export { inlayHints, type InlayHint, type InlayHintOptions } from "./inlay-hints";
export { definitionsAt, highlightsAt, referencesAt, typeDefinitionsAt, type Highlight } from "./navigation";
export { prepareRenameAt, renameAt, type RenameEdit, type RenameResult } from "./rename";
export { selectionSpansAt } from "./selection-range";
export {
  changedTokens,
  semanticTokenModifiers,
  semanticTokens,
  semanticTokenTypes,
  type SemanticToken,
} from "./semantic-tokens";
export { signatureHelpAt, type Signature, type SignatureHelp } from "./signature-help";
export {
  documentSymbols,
  workspaceSymbols,
  type DocumentSymbol,
  type SymbolKind,
  type WorkspaceSymbol,
} from "./symbols";
export { editSchema, type EditOutcome, type SchemaEdit } from "./edit";
export { isSplittable, orderStatements, refactoringsAt, splitSchema, type Refactoring } from "./refactor";
export { downMigration, printUndoing, type DownMigration, type Undoing } from "./down";
export { diagramOf, type Diagram } from "./diagram";
export { changesBetween, mergeSchemas, type MergeChange, type Side } from "./merge";
export { tracedAt, traceId, traceNow } from "./trace";
export { tableDetailsOf, type TableDetails } from "./table-details";
