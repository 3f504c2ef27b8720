import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.ts"],
    restoreMocks: true,
    // On a small machine two workers are as fast as eight.
    maxWorkers: 2,
    // Whether something holds must not depend on how busy the machine is.
    testTimeout: 60_000,
  },
});
