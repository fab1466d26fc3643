// Makes the bundles for <script type=module>, and fails when a part of the package has grown past its budget.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What each part weighs, in bytes after gzip; of the hooks, what they add to React and the stores. */
const PARTS = [
  { entry: 'dist/index.js', bundle: 'dist/heliograph.min.js', maxBytes: 10_900 },
  { entry: 'dist/store/index.js', bundle: 'dist/heliograph-stores.min.js', maxBytes: 8_250 },
  { entry: 'dist/react/index.js', maxBytes: 1_800, external: ['react', '../store/*', '../errors.js'] },
];

for (const { entry, bundle, maxBytes, external = [] } of PARTS) {
  const { outputFiles } = await build({ entryPoints: [entry], external, write: false, bundle: true, minify: true, format: 'esm', target: 'es2022' });
  const { contents } = outputFiles[0];
  if (bundle !== undefined) {
    writeFileSync(bundle, contents);
  }
  const bytes = gzipSync(contents, { level: 9 }).length;
  console.log(`${bundle ?? entry}: ${bytes} of at most ${maxBytes} bytes, gzip`);
  if (bytes > maxBytes) {
    process.exitCode = 1;
  }
}
