import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Addresses are relative to the page's `<base>`, so that one build serves every public URL. The server puts a nonce in
 * place of `__CSP_NONCE__`; nothing is inlined, for the content security policy has no `unsafe-inline` and no `data:` scripts.
 */
// eslint-disable-next-line no-restricted-exports -- Vite reads the default export.
export default defineConfig({
  base: './',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': process.env['CONSOLE_API'] ?? 'http://127.0.0.1:3000' } },
});
