// The import table of docs/architecture.md, enforced. A folder that is missing here fails the check.
const may = {
  "server/sql": [],
  "server/protocol": [],
  "server/startup": [],
  "server/schema": ["server/sql"],
  "server/rules": ["server/sql", "server/schema"],
  "server/engine": ["server/sql"],
  "server/checker": ["server/sql", "server/schema", "server/rules", "server/engine"],
  "server/language": ["server/sql", "server/schema", "server/rules", "server/checker"],
  "server/generation": ["server/sql", "server/schema", "server/rules", "server/checker"],
  "server/export": ["server/sql", "server/schema"],
  "server/workspace": ["server/checker", "server/rules/index", "server/sql/index"],
  "server/lsp": [
    "server/workspace",
    "server/export",
    "server/checker",
    "server/language",
    "server/generation",
    "server/protocol",
    "server/engine/node",
    "server/sql/index",
  ],
  "server/backend": ["server/generation", "server/checker", "server/protocol", "server/engine/node"],
  "server/cli": [
    "server/workspace",
    "server/export",
    "server/checker",
    "server/generation",
    "server/lsp/main",
    "server/backend/main",
    "server/engine/node",
    "server/sql/index",
    "server/schema/index",
  ],
  client: ["server/protocol"],
};
const folders = Object.keys(may);
const sole = {
  "libpg-query": "server/sql",
  "node-sql-parser": "server/sql",
  "@electric-sql/pglite": "server/(engine|backend)",
  "@sqlite.org/sqlite-wasm": "server/engine",
  "@supabase/pg-delta": "server/engine",
  openai: "server/generation",
  pg: "server/backend",
  jsonwebtoken: "server/backend",
  "vscode-languageserver": "server/lsp",
  "vscode-languageclient": "client/language",
};
/** Folders that do no I/O and use no Node API, so that they also run in a browser. */
const pure = "^server/(sql|schema|rules|checker|language|protocol)/";
const escape = (s) => s.replace(/[/.@-]/g, "\\$&");

module.exports = {
  forbidden: [
    ...folders.map((folder) => ({
      name: `imports-of-${folder.replace("/", "-")}`,
      severity: "error",
      from: { path: `^${folder}/` },
      to: {
        path: "^(server|client)/",
        pathNot: [folder, ...may[folder]].map((allowed) => `^${escape(allowed)}(/|\\.ts$)`),
      },
    })),
    {
      name: "folder-not-in-the-table",
      comment: "Every folder of client/ and server/ has a row in the import table.",
      severity: "error",
      from: { path: "^(server|client)/", pathNot: folders.map((folder) => `^${escape(folder)}/`) },
      to: {},
    },
    {
      name: "webview-is-browser-code",
      severity: "error",
      from: { path: "^client/webview/" },
      to: { path: "^client/(?!webview/)" },
    },
    ...Object.entries(sole).map(([dependency, home]) => ({
      name: `sole-user-of-${dependency}`,
      severity: "error",
      from: { path: "^(server|client)/", pathNot: `^${home}/` },
      to: { path: `node_modules/${escape(dependency)}/`, dependencyTypesNot: ["type-only"] },
    })),
    {
      name: "pure-folders-use-no-node",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      // A cycle that a type closes does not exist at run time.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "no-tests-in-product",
      severity: "error",
      from: { path: "^(server|client)/" },
      to: { path: "^(test|bench|scripts)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
