// What Yjs and lib0 write, as data for tests in Java: one case for each kind of content. Run it after a new version of them and look at what changed:
// node vectors.mjs ../resources/yjs/vectors.json
import { writeFileSync } from 'node:fs';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { xmlText } from './shown-text.mjs';

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

/** @param writers each edits a document that has what the first one wrote, without the others */
function together(first, ...writers) {
  const base = document(100);
  base.transact(() => first(base));
  const updates = [Y.encodeStateAsUpdate(base)];
  writers.forEach((write, i) => {
    const doc = document(i + 1);
    Y.applyUpdate(doc, updates[0]);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => write(doc));
    updates.push(Y.encodeStateAsUpdate(doc, before));
  });
  return updates;
}

const text = (doc) => doc.getText('t');
const xml = (doc) => doc.getXmlFragment('x');
const root = (doc) => doc.get('r', Y.XmlText);

function element(name, ...children) {
  const made = new Y.XmlElement(name);
  made.insert(0, children.map((child) => (typeof child === 'string' ? new Y.XmlText(child) : child)));
  return made;
}

/** As Lexical and Slate have it: a text of texts, with a map for what is none. */
function nested(...children) {
  const made = new Y.XmlText();
  let end = 0;
  children.forEach((child) => {
    made[typeof child === 'string' ? 'insert' : 'insertEmbed'](end, child);
    end += typeof child === 'string' ? child.length : 1;
  });
  return made;
}

const lexical = (type) => new Y.Map([['__type', type]]);
const embed = (doc, ...children) => children.forEach((child, i) => root(doc).insertEmbed(i, child));

const textUpdates = {
  concurrentInSamePlace: together((doc) => text(doc).insert(0, '<>'), ...['one', 'two', 'three', 'four'].map((word) => (doc) => text(doc).insert(1, word))),
  concurrentBackwards: together((doc) => text(doc).insert(0, '<>'), ...['abc', 'def'].map((word) => (doc) => [...word].forEach((letter) => text(doc).insert(1, letter)))),
  concurrentInDeleted: together((doc) => text(doc).insert(0, 'old text'), (doc) => text(doc).delete(2, 4), (doc) => text(doc).insert(4, 'NEW'), (doc) => text(doc).insert(6, '!')),
  deletions: together((doc) => text(doc).insert(0, 'abcdefgh'), (doc) => { text(doc).delete(1, 2); text(doc).delete(3, 1); }, (doc) => text(doc).delete(2, 2)),
  splitSurrogates: together((doc) => text(doc).insert(0, 'a😀b😀c'), (doc) => text(doc).insert(2, '|'), (doc) => text(doc).delete(5, 1)),
  surrogatesBesideCuts: together((doc) => text(doc).insert(0, 'ü字😀😀'), (doc) => text(doc).insert(4, '😀'), (doc) => text(doc).insert(1, '字')),
  formats: together((doc) => text(doc).insert(0, 'plain bold', {}), (doc) => text(doc).format(6, 4, { bold: true }), (doc) => text(doc).insert(10, '!', { italic: true })),
  embeds: together((doc) => text(doc).insert(0, 'before after\n'), (doc) => text(doc).insertEmbed(7, { image: 'text' })),
  blocks: together((doc) => xml(doc).insert(0, [element('heading', 'Title'), element('paragraph'), element('paragraph', 'See ', element('mention'), 'this', element('hardBreak'), 'and that'),
    element('bulletList', element('listItem', element('paragraph', 'one')), element('listItem', element('paragraph', 'two'))), element('image')])),
  blocksOfTwo: together((doc) => xml(doc).insert(0, [element('p', 'one')]), (doc) => xml(doc).insert(1, [element('p', 'two')]), (doc) => { xml(doc).delete(0, 1); xml(doc).insert(0, [element('p', 'three')]); }),
  writtenInDeleted: together((doc) => xml(doc).insert(0, [element('p', 'one')]), (doc) => xml(doc).delete(0, 1), (doc) => xml(doc).get(0).get(0).insert(3, ' more')),
  lexical: together((doc) => embed(doc, nested(lexical('text'), 'one', lexical('linebreak'), lexical('text'), 'two ', nested(lexical('text'), 'link')), nested(nested(lexical('text'), 'item'), nested('last')))),
  mapsAndArrays: together((doc) => { doc.getMap('m').set('title', 'Title'); doc.getMap('m').set('text', new Y.Text('in a map')); doc.getArray('a').insert(0, ['text', new Y.Text('in an array')]); }),
  keysThatAreTexts: together((doc) => doc.getMap('t').set('a', 'value'), (doc) => doc.getMap('t').set('a', 'other'), (doc) => text(doc).insert(0, 'shown')),
  roots: together((doc) => { doc.getText('b').insert(0, 'second'); doc.getText('a').insert(0, 'first'); doc.getText('c').insert(0, 'gone'); doc.getText('c').delete(0, 4); doc.getText('').insert(0, 'unnamed'); }),
};

/** Without what most of them build on: that of one is there alone. */
function waiting() {
  const alone = document(50);
  text(alone).insert(0, 'alone');
  return [...textUpdates.concurrentInSamePlace.slice(1), Y.encodeStateAsUpdate(alone)];
}

function textVector(updates) {
  const doc = document(1000);
  updates.forEach((update) => Y.applyUpdate(doc, update));
  const ofXml = { x: xml, r: root };
  const roots = [...doc.share.keys()].sort().map((name) => [name, ofXml[name] ? xmlText(ofXml[name](doc)) : doc.getText(name).toString()]);
  return { updates: updates.map(hex), roots: Object.fromEntries(roots.filter(([, shown]) => shown !== '')) };
}

const numbers = [0, 1, 127, 128, 16383, 16384, 2 ** 31 - 1, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER];
const texts = ['', 'a', 'ü字', '😀', '\0'];

writeFileSync(process.argv[2], `${JSON.stringify({
  updates: Object.fromEntries(Object.entries(updates).map(([name, made]) => [name, vector(made)])),
  shown: Object.fromEntries(Object.entries({ ...textUpdates, waiting: waiting() }).map(([name, made]) => [name, textVector(made)])),
  withGap: { update: hex(withoutTheSecond()), stateVector: hex(Y.encodeStateVectorFromUpdate(withoutTheSecond())) },
  numbers: numbers.map((value) => ({ value, bytes: hex(encoding.encode((encoder) => encoding.writeVarUint(encoder, value))) })),
  texts: texts.map((value) => ({ value, bytes: hex(encoding.encode((encoder) => encoding.writeVarString(encoder, value))) })),
}, null, 1)}\n`);
