// Reads the files of the module `contracts`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const resources = join(root, 'contracts/src/main/resources');
const readJson = (...path) => JSON.parse(readFileSync(join(resources, ...path), 'utf8'));

export const schemas = () => Object.fromEntries(
  readdirSync(join(resources, 'schemas')).filter((file) => file.endsWith('.json')).sort()
    .map((file) => [file.slice(0, -'.json'.length), readJson('schemas', file)]));

export const example = (type) =>
  existsSync(join(resources, 'examples', `${type}.json`)) ? readJson('examples', `${type}.json`) : undefined;

/** The first canonical vector of each `op`: op → frame. */
export const frames = (side) => {
  const byOp = new Map();
  for (const vector of readJson('vectors', `${side}-frames.json`)) {
    if (vector.canonical && vector.frame && !byOp.has(vector.op)) byOp.set(vector.op, JSON.parse(vector.frame));
  }
  return byOp;
};

/** Code → its HTTP status and what it means, from the source of `ProblemCode`. */
export const problems = () => Object.fromEntries(
  [...readFileSync(join(root, 'contracts/src/main/java/io/heliograph/contracts/protocol/ProblemCode.java'), 'utf8')
    .matchAll(/^ {4}([A-Z_]+)\((\d{3}), "([^"]+)"\)/gm)]
    .map(([, name, status, title]) => [name.toLowerCase(), { status: Number(status), title }]));
