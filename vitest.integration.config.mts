import { defineConfig } from "vitest/config";

/** Tests of what was built, over its real edges: processes, stdio, HTTP, PostgreSQL. They need `npm run build`. */
export default defineConfig({
  test: {
    include: ["test/integration/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 45_000 } },
    // Much of it waits for processes, so that the last core need not be left free.
    maxWorkers: "100%",
  },
});
