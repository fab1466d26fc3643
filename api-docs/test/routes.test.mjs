// The document against the sources of the services.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openapi } from '../src/openapi.mjs';
import { bounds, edgePaths, problemCodes, routes } from './java.mjs';
import { operations, resolved } from './operations.mjs';

/** Routes of the code with what the document says of them; those of one side alone are the first test's business. */
const pairs = (document) => {
  const described = operations(document);
  return Object.entries(routes()).filter(([name]) => name in described).map(([name, route]) => ({ name, route, operation: described[name] }));
};

test('every route of the code is in it, and no other', () => {
  assert.deepEqual(Object.keys(operations(openapi())).sort(), Object.keys(routes()).sort());
});

test('every parameter that the code reads is in it, and no other', () => {
  for (const { name, route, operation } of pairs(openapi())) {
    if (!route.parameters) continue;   // it reads them by hand
    assert.deepEqual(operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`).sort(), route.parameters.sort(), name);
  }
});

test('a route answers with the status that is in it', () => {
  for (const { name, route, operation } of pairs(openapi())) {
    if (route.status) assert.ok(route.status in operation.responses, `${name} answers ${route.status}`);
  }
});

test('the edge serves every path', () => {
  const prefixes = edgePaths();
  assert.deepEqual(Object.keys(openapi().paths).filter((path) => !prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))), []);
});

test('every problem that a route of the code names is in it', () => {
  const document = openapi();
  for (const [file, codes] of Object.entries(problemCodes())) {
    const here = pairs(document).filter(({ route }) => route.file === file)
      .flatMap(({ operation }) => Object.values(operation.responses))
      .flatMap((response) => resolved(document, response).content?.['application/problem+json']?.schema.allOf[1].properties.code.enum ?? []);
    assert.deepEqual(codes.filter((code) => !here.includes(code)), [], file);
  }
});

test('the bounds are those of the code', () => {
  const { publications, inbox, feeds, statuses, batch } = bounds();
  const described = operations(openapi());
  const parameter = (route, name) => described[route].parameters.find((candidate) => candidate.name === name).schema;
  const { maximum, default: usual } = parameter('GET /channels/{channel}/publications', 'limit');
  assert.deepEqual([usual, maximum], [publications.usual, publications.most]);
  for (const [route, expected] of [['GET /notifications', inbox], ['GET /timeline', feeds], ['GET /feeds/{feed}/activities', feeds]]) {
    assert.deepEqual([parameter(route, 'limit').default, parameter(route, 'limit').maximum], [expected.usual, expected.most], route);
  }
  assert.equal(parameter('GET /presence', 'user').maxItems, statuses);
  assert.equal(described['POST /events'].requestBody.content['application/cloudevents-batch+json'].schema.maxItems, batch);
});
