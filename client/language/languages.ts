/** The languages whose documents are checked: the editor's own, and the names that other extensions use. */
export const sqlLanguages = ["sql", "postgres", "pgsql", "mysql", "sqlite"];

/** Where the documents are that are checked; versions, proposals and what Git shows are read alone. */
export const checkedSchemes = ["file", "untitled", "vscode-vfs"];

/** Whether the language server is told of a document. */
export function isChecked(document: {
  readonly languageId: string;
  readonly uri: { scheme: string };
}): boolean {
  return sqlLanguages.includes(document.languageId) && checkedSchemes.includes(document.uri.scheme);
}
