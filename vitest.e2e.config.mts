import { defineConfig } from "vitest/config";

/** The user interface of the built extension, in a real VS Code and a real Chromium. `npm run test:e2e` sets both up. */
export default defineConfig({
  test: {
    include: ["test/e2e/ui/**/*.test.ts"],
    testTimeout: 150_000,
    hookTimeout: 150_000,
    // Vitest's own second is too short for a page on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    // Each file has an editor of its own and waits for it about half of the time.
    maxWorkers: 2,
    sequence: { concurrent: false },
  },
});
