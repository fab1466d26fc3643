// `npm ci`, unless node_modules already is what package-lock.json says: Maven calls this at every build.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) {
  const { status } = spawnSync('npm ci', { shell: true, stdio: 'inherit' });   // a shell, because npm is npm.cmd on Windows
  process.exitCode = status ?? 1;
}
