// Puts the page into dist: its files as they are, its modules with the client and the elements in one.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
for (const file of ['index.html', 'demo.css', 'favicon.svg']) {
  cpSync(`src/${file}`, `dist/${file}`);
}
await build({
  entryPoints: ['src/demo.js'],
  outfile: 'dist/demo.js',
  bundle: true,
  minify: true,
  sourcemap: false,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  alias: {
    '@heliograph/client/stores': '../clients/typescript/dist/store/index.js',
    '@heliograph/client': '../clients/typescript/dist/index.js',
    '@heliograph/elements': '../clients/elements/dist/index.js',
    '@heliograph/yjs': '../clients/yjs/dist/index.js',
    yjs: './node_modules/yjs/dist/yjs.mjs',   // one for the page, the editor and the provider: two do not know each other's types
  },
});
