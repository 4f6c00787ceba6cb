import { defineConfig } from 'vite';

// Everything is a file of its own: the policy under which the page runs allows nothing inline.
export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
  },
});
