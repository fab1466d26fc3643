// The AsyncAPI 3 document as an object: topics with their events, and the frames of the WebSocket.
import { example, frames, schemas } from './contracts.mjs';
import { isWritten, topics } from './topics.mjs';

const JSON_SCHEMA = 'application/schema+json;version=draft-2020-12';

const text = (description) => ({ type: 'string', description });
const headers = (extra = {}, required = []) => ({
  type: 'object',
  properties: {
    ce_specversion: { type: 'string', const: '1.0' },
    ce_id: text('With the source the key of deduplication; 1 to 255 characters.'),
    ce_source: text('The producing service, a URI reference.'),
    ce_type: text('What happened.'),
    ce_time: { type: 'string', format: 'date-time', description: 'When; at most 5 minutes ahead.' },
    ce_expirytime: { type: 'string', format: 'date-time', description: 'Not delivered after it.' },
    ce_traceparent: text('W3C Trace Context; travels to the screen.'),
    ce_receipt: { type: 'string', enum: ['all', 'failed', 'none'], description: 'Which receipts are wanted.' },
    ...extra,
  },
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time', ...required],
});

const channelHeader = { ce_channel: text('kind:id, as room:lobby.') };

/** Messages whose type is the producer's own. */
const open = {
  publication: {
    headers: headers({ ...channelHeader, ce_collapsekey: text('A newer one replaces an older one that was not delivered.') }, ['ce_channel']),
    example: { text: 'hello' },
  },
  signal: {
    headers: headers({
      ...channelHeader,
      ce_durability: { type: 'string', enum: ['latest', 'transient'] },
      ce_statekey: text('Of a latest value: which one it replaces. Without a record value the key is removed.'),
    }, ['ce_channel', 'ce_durability']),
    example: { score: 3 },
  },
};

const bundled = (value) => {
  if (Array.isArray(value)) return value.map(bundled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$schema' && name !== '$id')
    .map(([name, member]) => [name, name === '$ref' ? reference(member) : bundled(member)]));
};

/** `io.heliograph.definitions.v1.json#/$defs/x` in a schema's own file becomes a place in this document. */
const reference = (ref) => {
  const [file, pointer = ''] = ref.split('#');
  return `#/components/schemas/${file.replace(/\.json$/, '')}/schema${pointer}`;
};

const inOwnFile = (type, schema) =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${type}.json#`));

const eventMessage = (type) => ({
  name: type,
  title: schemas()[type].title,
  contentType: 'application/json',
  headers: { $ref: '#/components/schemas/cloudEventHeaders' },
  payload: { $ref: `#/components/schemas/${type}` },
  ...(example(type) && { examples: [{ payload: example(type).data }] }),
});

const openMessage = (name) => ({
  name,
  title: `A ${name} with a type of your own`,
  contentType: 'application/json',
  headers: open[name].headers,
  payload: { description: 'Any JSON value, handed to screens byte for byte.' },
  examples: [{ payload: open[name].example }],
});

const frameMessage = (op, frame) => ({
  name: op,
  title: `Frame ${op}`,
  contentType: 'application/json',
  payload: { type: 'object', properties: { op: { type: 'string', const: op } }, required: ['op'] },
  examples: [{ payload: frame }],
});

const key = (topic) => topic.name.slice('heliograph.'.length);
const messageReferences = (channel, names) => names.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));

export function asyncapi() {
  const fromClient = frames('client');
  const fromServer = frames('server');
  const channels = {};
  const operations = {};
  for (const topic of topics) {
    channels[key(topic)] = {
      address: topic.name,
      title: topic.name,
      summary: topic.summary,
      servers: [{ $ref: '#/servers/kafka' }],
      messages: Object.fromEntries(topic.types.map((type) => [type, { $ref: `#/components/messages/${type}` }])),
      bindings: { kafka: { bindingVersion: '0.5.0', topic: topic.name } },
      description: `Record key: ${topic.key}`,
    };
    operations[key(topic)] = {
      action: isWritten(topic) ? 'receive' : 'send',
      channel: { $ref: `#/channels/${key(topic)}` },
      summary: topic.summary,
      messages: messageReferences(key(topic), topic.types),
    };
  }
  const frameKeys = (side, byOp) => [...byOp.keys()].map((op) => `${side}.${op}`);
  channels.connect = {
    address: '/connect',
    title: 'The client protocol',
    summary: 'One JSON object, a frame, per WebSocket message. docs/protocol.md is the specification.',
    servers: [{ $ref: '#/servers/edge' }],
    messages: Object.fromEntries([...frameKeys('client', fromClient), ...frameKeys('server', fromServer)]
      .map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
  };
  operations.framesFromClients = {
    action: 'receive', channel: { $ref: '#/channels/connect' }, summary: 'What a client says (docs/protocol.md §3).',
    messages: messageReferences('connect', frameKeys('client', fromClient)),
  };
  operations.framesToClients = {
    action: 'send', channel: { $ref: '#/channels/connect' }, summary: 'What the gateway says (docs/protocol.md §4).',
    messages: messageReferences('connect', frameKeys('server', fromServer)),
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Heliograph',
      version: '0.1.0',
      description: 'Events on Kafka (CloudEvents 1.0, binary mode) and the frames of the WebSocket. Made from the contracts by api-docs; do not edit.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: { host: 'localhost:19092', protocol: 'kafka', description: 'The local platform\'s broker.' },
      edge: { host: 'localhost:8080', protocol: 'ws', description: 'The local platform\'s ingress.' },
    },
    channels,
    operations,
    components: {
      schemas: {
        cloudEventHeaders: headers(),
        ...Object.fromEntries(Object.entries(schemas())
          .map(([type, schema]) => [type, { schemaFormat: JSON_SCHEMA, schema: bundled(inOwnFile(type, schema)) }])),
      },
      messages: {
        ...Object.fromEntries(topics.flatMap((topic) => topic.types)
          .map((type) => [type, type in open ? openMessage(type) : eventMessage(type)])),
        ...Object.fromEntries([...fromClient].map(([op, frame]) => [`client.${op}`, frameMessage(op, frame)])),
        ...Object.fromEntries([...fromServer].map(([op, frame]) => [`server.${op}`, frameMessage(op, frame)])),
      },
    },
  };
}
