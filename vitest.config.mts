import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/integration/**", "node_modules/**"],
    // Code that runs from source starts the engine process from a bundle.
    globalSetup: ["test/engine/build-engine.ts", "test/backend/postgres-server.ts"],
    // By itself it leaves one processor free, which on two of them is half the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
