import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { problems } from '../src/contracts.mjs';
import { openapiFile, openapiText } from '../src/document.mjs';
import { openapi } from '../src/openapi.mjs';
import { nodes, operations, resolved } from './operations.mjs';

/** The document with its objects closed, but for those that others are made of: so no example can show what is described nowhere. */
const closed = (document) => {
  const extended = new Set([...nodes(document)].flatMap(([node]) => [...(node.properties ? [node] : []), ...node.allOf ?? []]).map((node) => node.$ref));
  for (const [node, pointer] of nodes(document)) {
    if (node.type === 'object' && node.properties && !node.additionalProperties && !extended.has(pointer)) node.unevaluatedProperties = false;
  }
  return document;
};

/** Refuses keywords that nobody knows: a comma in a text of a YAML mapping in braces makes one. */
const validatorOf = (document) => {
  const ajv = new Ajv2020({ strict: false, strictSchema: true, allErrors: true, keywords: ['example', 'discriminator', ...Object.keys(document)] });
  addFormats.default(ajv);
  return ajv.addSchema(document, 'openapi');
};

const examplesOf = (node) => [
  ...('example' in node ? [node.example] : []),
  ...Object.values(node.examples ?? {}).map((example) => example.value),
];

test('the document in the repository is what its sources say', () => {
  assert.equal(readFileSync(openapiFile, 'utf8'), openapiText(), 'run `npm run generate` in api-docs');
});

test('the document is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(openapi());
  assert.ok(valid, JSON.stringify(errors?.slice(0, 5), null, 1));
  assert.equal(validator.version, '3.1');

  const broken = openapi();
  delete broken.paths['/events'].post.requestBody.content;
  assert.ok(!(await new Validator().validate(broken)).valid, 'a body without content must be refused');
});

test('every reference leads somewhere', () => {
  const document = openapi();
  const dangling = [...nodes(document)].filter(([node]) => typeof node.$ref === 'string' && resolved(document, node) === undefined);
  assert.deepEqual(dangling.map(([node]) => node.$ref), []);
});

test('every body has an example, and every example fits its schema', () => {
  const document = closed(openapi());
  const ajv = validatorOf(document);
  let checked = 0;
  for (const [node, pointer] of nodes(document)) {
    if (!node.schema || pointer.endsWith('/example')) continue;
    assert.ok(!pointer.includes('/content/') || examplesOf(node).length > 0, `${pointer} has no example`);
    const fits = ajv.compile({ $ref: `openapi${pointer}/schema` });
    for (const example of examplesOf(node)) {
      assert.ok(fits(example), `${pointer} ${JSON.stringify(example)}: ${ajv.errorsText(fits.errors)}`);
      checked += 1;
    }
  }
  assert.ok(checked > 30, `checked ${checked} examples`);
});

test('what fits no schema is refused', () => {
  const document = closed(openapi());
  const inbox = validatorOf(document).compile({ $ref: 'openapi#/components/schemas/InboxPage' });
  const page = document.paths['/notifications'].get.responses['200'].content['application/json'].example;

  assert.ok(inbox(page));
  assert.ok(!inbox({ ...page, unread: -1 }));
  assert.ok(!inbox({ ...page, items: [{ ...page.items[0], recipients: ['ann'] }] }));
});

test('the path names its parameters', () => {
  for (const [route, { parameters }] of Object.entries(operations(openapi()))) {
    const inPath = parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name);
    assert.deepEqual(inPath, [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1]), route);
  }
});

test('every problem code exists', () => {
  const codes = [...nodes(openapi())].flatMap(([node]) => node.code?.enum ?? []);
  assert.ok(Object.keys(problems()).length > 15);
  assert.deepEqual(codes.filter((code) => !(code in problems())), []);
});
