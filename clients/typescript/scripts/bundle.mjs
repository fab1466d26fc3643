// Makes the bundles for <script type=module>, and fails when a part of the package has grown past its budget.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What each part weighs for those who use it, in bytes after gzip. */
const PARTS = [
  { entry: 'dist/index.js', bundle: 'dist/heliograph.min.js', maxBytes: 11_000 },
  { entry: 'dist/store/index.js', bundle: 'dist/heliograph-stores.min.js', maxBytes: 5_200 },
];

for (const { entry, bundle, maxBytes } of PARTS) {
  const { outputFiles } = await build({ entryPoints: [entry], write: false, bundle: true, minify: true, format: 'esm', target: 'es2022' });
  const { contents } = outputFiles[0];
  writeFileSync(bundle, contents);
  const bytes = gzipSync(contents, { level: 9 }).length;
  console.log(`${bundle}: ${bytes} of at most ${maxBytes} bytes, gzip`);
  if (bytes > maxBytes) {
    process.exitCode = 1;
  }
}
