import { defineConfig } from "vitest/config";

/** Tests that put other modules in the place of real ones, and so need modules of their own. */
const withMocks = ["test/client/**/*.test.ts", "test/lsp/backend-provider.test.ts"];
const elsewhere = ["test/e2e/**", "test/integration/**", "node_modules/**"];

// Generous: nothing here measures speed, and a machine may be busy with other things.
const patience = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 45_000 } } };

export default defineConfig({
  test: {
    // Code that runs from source starts the engine process from a bundle.
    globalSetup: ["test/engine/build-engine.ts", "test/backend/postgres-server.ts"],
    // Much of it waits for engines and servers, so that the last core need not be left free.
    maxWorkers: "100%",
    projects: [
      { test: { name: "mocked", include: withMocks, exclude: elsewhere, ...patience } },
      {
        test: {
          name: "plain",
          include: ["test/**/*.test.ts"],
          exclude: [...elsewhere, ...withMocks],
          // To load the product anew for each file would be more than a third of all the work.
          isolate: false,
          ...patience,
        },
      },
    ],
  },
});
