import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncapi } from '../src/asyncapi.mjs';
import { root, schemas } from '../src/contracts.mjs';
import { asyncapiFile, asyncapiText } from '../src/document.mjs';
import { reserved, topics } from '../src/topics.mjs';

const source = (path) => readFileSync(join(root, path), 'utf8');
const strings = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]).sort();

test('the document in the repository is what the contracts say', () => {
  assert.equal(readFileSync(asyncapiFile, 'utf8'), asyncapiText(), 'run `npm run generate` in api-docs');
});

test('the document is AsyncAPI 3', () => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  const valid = ajv.compile(createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json'));
  assert.ok(valid(asyncapi()), JSON.stringify(valid.errors?.slice(0, 5), null, 1));

  const broken = asyncapi();
  broken.operations.connections.action = 'watch';
  assert.ok(!valid(broken), 'the schema must refuse an unknown action');
});

test('every reference leads somewhere', () => {
  const document = asyncapi();
  const dangling = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1])
    .filter((ref) => ref.slice(2).split('/').reduce((node, name) => node?.[name], document) === undefined);
  assert.deepEqual(dangling, []);
});

test('every topic of the code is in it', () => {
  const inCode = strings(source('contracts/src/main/java/io/heliograph/contracts/event/Topic.java'), /\("(heliograph\.[a-z]+)"\)/g);
  assert.ok(inCode.length > 5);
  assert.deepEqual([...topics.map((topic) => topic.name), ...reserved].sort(), inCode);
});

test('every event type of the code is on a topic, and has a schema', () => {
  const inCode = strings(source('contracts/src/main/java/io/heliograph/contracts/event/EventType.java'), /"(io\.heliograph\.[a-z.0-9]+)"/g);
  const here = topics.flatMap((topic) => topic.types).filter((type) => type.startsWith('io.heliograph.')).sort();
  assert.deepEqual(here, inCode);
  assert.deepEqual(here.filter((type) => !(type in schemas())), []);
});

test('every frame of the specification is in it', () => {
  const specification = source('docs/protocol.md');
  const ops = new Set(strings(specification.slice(0, specification.indexOf('## 5. ')), /`\{"op":"([a-z]+)"/g));
  const here = new Set(Object.keys(asyncapi().channels.connect.messages).map((name) => name.split('.')[1]));
  assert.ok(ops.size > 15);
  assert.deepEqual([...here].sort(), [...ops].sort());
});
