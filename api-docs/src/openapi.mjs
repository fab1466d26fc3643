// The OpenAPI 3.1 document as an object. Paths and words are the hand-written parts of openapi/*.yaml; the schemas of events, their examples and what the problem codes mean are those of the contracts.
//
// Keys of our own in the parts:
//   problems: [code…]                       of an operation: its answers when it fails, beside those that any operation has
//   membersOf: { schema, except?: [name…] } of a schema: its properties begin with those of another one
//   exampleOf, examplesOf: name             of a body: from examples.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { problems, schemas } from './contracts.mjs';
import * as examples from './openapi/examples.mjs';
import { isWritten, topics } from './topics.mjs';

const DEFINITIONS = 'io.heliograph.definitions.v1';
const METHODS = ['get', 'put', 'post', 'delete'];

/** What any operation with a token may answer. */
const ALWAYS = ['unauthenticated', 'internal_error', 'unavailable'];
const HEADERS = { 401: { 'WWW-Authenticate': 'WwwAuthenticate' }, 503: { 'Retry-After': 'RetryAfter' } };

const folder = new URL('openapi/', import.meta.url);
const part = (file) => parse(readFileSync(fileURLToPath(new URL(file, folder)), 'utf8'));
const parts = () => readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'common.yaml').sort().map(part);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const mapValues = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
const capitalized = (name) => name[0].toUpperCase() + name.slice(1);
const component = (name) => ({ $ref: `#/components/schemas/${name}` });

/** `io.heliograph.definitions.v1.json#/$defs/user`, or `#/$defs/user` there, is the component `User`. */
const fromContract = (value) => {
  if (Array.isArray(value)) return value.map(fromContract);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value)
    .filter(([name]) => name !== '$schema' && name !== 'errorMessage')   // the latter speaks to our validator alone
    .map(([name, member]) => [name, name === '$ref' ? component(capitalized(member.split('/').at(-1))).$ref : fromContract(member)]));
};

const contractSchemas = () => {
  const { [DEFINITIONS]: definitions, ...events } = schemas();
  return {
    ...mapValues(events, fromContract),
    ...Object.fromEntries(Object.entries(definitions.$defs).map(([name, schema]) => [capitalized(name), fromContract(schema)])),
  };
};

const writtenTypes = () => topics.filter(isWritten).flatMap((topic) => topic.types).filter((type) => type in schemas());

/** What `POST /events` takes: a CloudEvent with the data of its type. */
const eventSchemas = () => {
  const own = Object.fromEntries(writtenTypes().map((type) => [`${type}.event`, {
    allOf: [component('CloudEvent'), { properties: { type: { type: 'string', const: type }, data: component(type) }, required: ['data'] }],
  }]));
  return { ...own, Event: { anyOf: [...Object.keys(own), 'Publication', 'Signal'].map(component) } };
};

/** One answer for the codes of one status; operations that fail alike share it. */
const problemResponse = (status, codes) => ({
  description: codes.map((code) => `\`${code}\`: ${problems()[code].title}.`).join('\n'),
  ...(HEADERS[status] && { headers: mapValues(HEADERS[status], (name) => ({ $ref: `#/components/headers/${name}` })) }),
  content: {
    'application/problem+json': {
      schema: { allOf: [component('Problem'), { properties: { status: { const: status }, code: { enum: codes } } }] },
      example: { title: problems()[codes[0]].title, status, code: codes[0], detail: 'What was required, or the remedy.' },
    },
  },
});

const byStatus = (codes) => {
  const known = problems();
  const unknown = codes.filter((code) => !(code in known));
  if (unknown.length > 0) throw new Error(`problems must be codes of ProblemCode, found ${unknown}`);
  const statuses = [...new Set(codes.map((code) => known[code].status))].sort();
  return statuses.map((status) => [status, codes.filter((code) => known[code].status === status)]);
};

const operation = ({ problems: codes = [], ...rest }, shared) => {
  const failures = byStatus(rest.security ? codes : [...codes, ...ALWAYS]).map(([status, those]) => {
    const name = those.join('.');
    shared[name] ??= problemResponse(status, those);
    return [status, { $ref: `#/components/responses/${name}` }];
  });
  return { ...rest, responses: { ...rest.responses, ...Object.fromEntries(failures) } };
};

/** @param shared the responses that operations refer to are added here */
const withResponses = (paths, shared) =>
  mapValues(paths, (item) => mapValues(item, (value, key) => (METHODS.includes(key) ? operation(value, shared) : value)));

const expanded = (value, components) => {
  if (Array.isArray(value)) return value.map((member) => expanded(member, components));
  if (!isObject(value)) return value;
  const { membersOf, exampleOf, examplesOf, ...rest } = value;
  const own = mapValues(rest, (member) => expanded(member, components));
  if (membersOf) own.properties = { ...inherited(membersOf, components), ...own.properties };
  if (exampleOf) own.example = named(exampleOf);
  if (examplesOf) own.examples = mapValues(named(examplesOf), (example) => ({ value: example }));
  return own;
};

const inherited = ({ schema, except = [] }, components) => {
  const { properties } = components[schema];
  const missing = except.filter((name) => !(name in properties));
  if (missing.length > 0) throw new Error(`except must name properties of ${schema}, found ${missing}`);
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !except.includes(name)));
};

const named = (name) => {
  if (!(name in examples)) throw new Error(`examples.mjs must export ${name}`);
  return examples[name]();
};

/** The schemas that the paths lead to, directly or by others. */
const reachable = (paths, components) => {
  const found = new Set();
  const visit = (value) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"/]+)/g)) {
      if (found.has(name)) continue;
      found.add(name);
      if (!(name in components)) throw new Error(`no schema ${name}`);
      visit(components[name]);
    }
  };
  visit(paths);
  return Object.fromEntries(Object.entries(components).filter(([name]) => found.has(name)));
};

export function openapi() {
  const { components: common, ...head } = part('common.yaml');
  const merged = (select) => Object.assign({}, ...parts().map((one) => select(one) ?? {}));
  const raw = { ...contractSchemas(), ...eventSchemas(), ...common.schemas, ...merged((one) => one.components?.schemas) };
  const schemasByName = mapValues(raw, (schema) => expanded(schema, raw));
  const responses = {};
  const paths = withResponses(expanded(merged((one) => one.paths), raw), responses);
  const parameters = merged((one) => one.components?.parameters);
  return {
    ...head,
    paths,
    components: { ...common, parameters, responses, schemas: reachable([paths, parameters, responses], schemasByName) },
  };
}
