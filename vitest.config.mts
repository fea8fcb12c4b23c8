import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/integration/**", "node_modules/**"],
    // Code that runs from source starts the engine process from a bundle.
    globalSetup: ["test/engine/build-engine.ts", "test/backend/postgres-server.ts"],
    // Generous: nothing here measures speed, and a machine may be busy with other things.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 45_000 } },
    // Much of it waits for engines and servers, so that the last core need not be left free.
    maxWorkers: "100%",
  },
});
