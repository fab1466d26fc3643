// What Yjs and lib0 write, as data for tests in Java: one case for each kind of content. Run it after a new version of them and look at what changed:
// node vectors.mjs ../resources/yjs/vectors.json
import { writeFileSync } from 'node:fs';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

const hex = (bytes) => Buffer.from(bytes).toString('hex');

function document(client, gc = false) {
  const doc = new Y.Doc({ guid: 'document', gc });
  doc.clientID = client;
  return doc;
}

/** @param edits of one document, or of two that get each other's at the end */
function edited(edits, others = []) {
  const updates = [];
  const docs = [document(1), document(2)];
  docs.forEach((doc, i) => {
    doc.on('update', (update, origin) => origin === 'sync' || updates.push(update));
    [edits, others][i].forEach((edit) => doc.transact(() => edit(doc)));
  });
  docs.forEach((doc, i) => Y.applyUpdate(docs[1 - i], Y.encodeStateAsUpdate(doc), 'sync'));
  return { updates, doc: docs[0] };
}

/** With what a vector tells that is half-way known. */
function vector({ updates, doc }) {
  const half = Y.encodeStateVectorFromUpdate(Y.mergeUpdates(updates.slice(0, Math.ceil(updates.length / 2))));
  return {
    updates: updates.map(hex),
    whole: hex(Y.encodeStateAsUpdate(doc)),
    stateVector: hex(Y.encodeStateVector(doc)),
    snapshot: hex(Y.encodeSnapshot(Y.snapshot(doc))),
    half: hex(half),
    afterHalf: hex(Y.encodeStateAsUpdate(doc, half)),
  };
}

const typed = (text) => [...text].map((character, i) => (doc) => doc.getText('t').insert(i, character));
const inArray = (...values) => [(doc) => doc.getArray('a').insert(0, values)];
const inXml = (make) => [(doc) => doc.getXmlFragment('x').insert(0, [make()])];

function collected() {
  const doc = document(1, true);
  const inner = new Y.Array();
  doc.getArray('a').insert(0, [inner]);
  inner.insert(0, ['gone', 'gone too']);
  doc.getArray('a').delete(0, 1);
  doc.getArray('a').insert(0, ['here']);
  return { updates: [Y.encodeStateAsUpdate(doc)], doc };
}

/** Content that Yjs still reads and no longer writes. */
function json() {
  const doc = document(1);
  doc.transact((transaction) => {
    const item = new Y.Item({ client: 1, clock: 0 }, null, null, null, null, doc.getArray('a'), null, new Y.ContentJSON([{ a: 1 }, undefined, 'text']));
    item.integrate(transaction, 0);
  });
  return { updates: [Y.encodeStateAsUpdate(doc)], doc };
}

function withoutTheSecond() {
  const { updates } = edited(typed('abc'));
  return Y.mergeUpdates([updates[0], updates[2]]);
}

const updates = {
  empty: edited([]),
  text: edited(typed('typed ü 字 😀')),
  deletedText: edited([...typed('typed'), (doc) => doc.getText('t').delete(1, 2), (doc) => doc.getText('t').insert(1, 'x')]),
  textOfTwo: edited(typed('one'), typed('two')),
  format: edited([...typed('bold'), (doc) => doc.getText('t').format(1, 2, { bold: true })]),
  embed: edited([(doc) => doc.getText('t').insertEmbed(0, { image: 'i' })]),
  values: edited(inArray(null, true, false, 0, -1, 2 ** 31, 1.5, 0.1, 'text', { big: 10n, a: [1, { b: undefined }] }, ['x'])),
  binary: edited(inArray(new Uint8Array([0, 255]))),
  map: edited([(doc) => doc.getMap('m').set('k', 1), (doc) => doc.getMap('m').set('k', 2), (doc) => doc.getMap('m').delete('k'), (doc) => doc.getMap('m').set('l', 'x')]),
  nested: edited([(doc) => doc.getMap('m').set('inner', new Y.Map([['text', new Y.Text('deep')]])), (doc) => doc.getMap('m').get('inner').set('more', new Y.Array())]),
  document: edited([(doc) => doc.getMap('m').set('d', new Y.Doc({ guid: 'other', meta: { a: 1 } }))]),
  xmlElement: edited([...inXml(() => new Y.XmlElement('p')), (doc) => doc.getXmlFragment('x').get(0).setAttribute('class', 'c')]),
  xmlText: edited(inXml(() => new Y.XmlText('t'))),
  xmlHook: edited(inXml(() => new Y.XmlHook('h'))),
  xmlFragment: edited(inArray(new Y.XmlFragment())),
  collected: collected(),
  json: json(),
};

const numbers = [0, 1, 127, 128, 16383, 16384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER];
const texts = ['', 'a', 'ü字', '😀', '\0'];

writeFileSync(process.argv[2], `${JSON.stringify({
  updates: Object.fromEntries(Object.entries(updates).map(([name, made]) => [name, vector(made)])),
  withGap: { update: hex(withoutTheSecond()), stateVector: hex(Y.encodeStateVectorFromUpdate(withoutTheSecond())) },
  numbers: numbers.map((value) => ({ value, bytes: hex(encoding.encode((encoder) => encoding.writeVarUint(encoder, value))) })),
  texts: texts.map((value) => ({ value, bytes: hex(encoding.encode((encoder) => encoding.writeVarString(encoder, value))) })),
}, null, 1)}\n`);
