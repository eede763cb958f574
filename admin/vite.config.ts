import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Files of dist/assets are named after what they hold, so that browsers may keep them. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1_000 },
  server: { proxy: { '/api': process.env['API'] ?? 'http://127.0.0.1:8080' } },
});
