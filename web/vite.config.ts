import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` in development finds the platform. */
const platform = 'http://localhost:3000';

// A build that a test or a development shell starts is the same as any other: React without its development checks.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // Fonts and images stay files: the content security policy then needs no exception for them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    // 350 kB compressed is the budget of the first page; a test measures it.
    chunkSizeWarningLimit: 1_000,
  },
  css: { preprocessorOptions: { scss: { quietDeps: true } } },
  server: {
    port: 29000,
    proxy: { '/api': platform, '/auth': platform, '/go': platform },
  },
});
