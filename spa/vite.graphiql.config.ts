import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// A build of its own: what GraphiQL brings must not move the pages' chunks.
export default defineConfig({
  root: fileURLToPath(new URL('./graphiql', import.meta.url)),
  base: '/graphiql/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../dist/graphiql',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    chunkSizeWarningLimit: 3000,
    assetsInlineLimit: 0,
  },
});
