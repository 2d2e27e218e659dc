import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const project = fileURLToPath(new URL('..', import.meta.url));

/** The page. Both doors replace `__NONCE__` in index.html by a fresh value for each load. */
export default defineConfig({
  root: `${project}renderer`,
  base: './',
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: `${project}out/renderer`,
    emptyOutDir: true,
    target: 'chrome120',
    modulePreload: { polyfill: false },
    /** A `data:` font or script would be refused by the content security policy. */
    assetsInlineLimit: 0,
    sourcemap: false,
  },
});
