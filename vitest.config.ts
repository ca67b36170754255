import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** Nest's dependency injection needs decorator metadata, which only swc emits here. */
const plugins = [
  swc.vite({
    module: { type: 'es6' },
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
    },
  }),
];

const postgres = ['test/database/postgres-server.ts'];

export default defineConfig({
  plugins,
  test: {
    reporters: ['default'],
    // What a passing test prints only hides what a failing one says.
    silent: 'passed-only',
    projects: [
      {
        plugins,
        test: { name: 'unit', include: ['src/**/*.spec.ts', 'job-workers/**/*.spec.ts', 'test/stack/**/*.spec.ts'] },
      },
      {
        plugins,
        test: {
          name: 'contract',
          include: [
            'test/simulators/**/*.spec.ts',
            'test/contract/**/*.spec.ts',
            'test/auth/**/*.spec.ts',
            'test/database/**/*.spec.ts',
            'test/hub/**/*.spec.ts',
            'test/http/**/*.spec.ts',
          ],
          globalSetup: postgres,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: 'process',
          include: ['test/process/**/*.spec.ts', 'test/workers/**/*.spec.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      { plugins, test: { name: 'web', include: ['test/web/**/*.spec.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        plugins,
        test: {
          name: 'e2e',
          globalSetup: ['test/e2e/stack-setup.ts'],
          include: ['test/e2e/**/*.spec.ts'],
          testTimeout: 180_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
