import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { documentsInPlace } from './vite.documents.ts';

const gateway = process.env.AULA_URL ?? 'http://localhost:8080';
const behindGateway = ['/graphql', '/session', '/auth', '/oauth2', '/credentials', '/exports', '/uploads', '/media'];

export default defineConfig({
  plugins: [documentsInPlace(fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')), react(), tailwindcss()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'baseline-widely-available', manifest: true, chunkSizeWarningLimit: 700, assetsInlineLimit: 0 },
  server: {
    proxy: Object.fromEntries(behindGateway.map((path) => [path, { target: gateway, ws: path === '/graphql' }])),
  },
  test: {
    // Node would get the library's other half, which knows no XMLHttpRequest.
    alias: { 'tus-js-client': fileURLToPath(new URL('./node_modules/tus-js-client/lib.esm/browser/index.js', import.meta.url)) },
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'graphiql/*.test.ts'],
    css: false,
    maxWorkers: 2,
    // A deadline that only a hang meets: other work on the machine must not fail a test.
    testTimeout: 60_000,
  },
});
