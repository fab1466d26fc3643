// Makes dist/heliograph.min.js for <script type=module>, and fails when the package has grown past its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUNDLE = 'dist/heliograph.min.js';
const MAX_GZIP_BYTES = 11_000;

await build({ entryPoints: ['dist/index.js'], outfile: BUNDLE, bundle: true, minify: true, format: 'esm', target: 'es2022' });

const bytes = gzipSync(readFileSync(BUNDLE), { level: 9 }).length;
console.log(`${BUNDLE}: ${bytes} of at most ${MAX_GZIP_BYTES} bytes, gzip`);
if (bytes > MAX_GZIP_BYTES) {
  process.exitCode = 1;
}
