// Makes dist/heliograph-elements.min.js for <script type=module>, Lit included, and fails when it has grown past its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUNDLE = 'dist/heliograph-elements.min.js';
const MAX_GZIP_BYTES = 15_000;

/** Takes out of our templates and styles what browsers do not need; esbuild leaves them as they are. */
const templates = {
  name: 'templates',
  setup: ({ onLoad }) => onLoad({ filter: /\/dist\/[\w-]+\.js$/ }, ({ path }) => ({
    contents: readFileSync(path, 'utf8')
      .replace(/\bcss ?`[^`]*`/g, (styles) => styles.replace(/\s*([{};,])\s*|(:) /g, '$1$2').replace(/;}/g, '}').replace(/\b0\./g, '.'))
      .replace(/\n\s+/g, '\n'),
  })),
};

await build({
  entryPoints: ['dist/index.js'], outfile: BUNDLE, plugins: [templates], bundle: true, minify: true, format: 'esm', target: 'es2022', legalComments: 'none',
});

const bytes = gzipSync(readFileSync(BUNDLE), { level: 9 }).length;
console.log(`${BUNDLE}: ${bytes} of at most ${MAX_GZIP_BYTES} bytes, gzip`);
if (bytes > MAX_GZIP_BYTES) {
  process.exitCode = 1;
}
