/** The languages whose documents are checked: the editor's own, and the names that other extensions use. */
export const sqlLanguages = ["sql", "postgres", "pgsql", "mysql", "sqlite"];
