// Random documents, for comparing what Java does with updates with what Yjs does.
// node fuzz.mjs generate SEED CASES FILE: one case in a line. node fuzz.mjs verify CASES RESULTS: prints how many differ.
import { readFileSync, writeFileSync } from 'node:fs';
import * as Y from 'yjs';
import { content, numbers, whole } from './editors.mjs';

const base64 = (bytes) => Buffer.from(bytes).toString('base64');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));
const lines = (file) => readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

function edit(doc, random) {
  const text = doc.getText('text');
  const array = doc.getArray('array');
  const map = doc.getMap('map');
  const xml = doc.getXmlFragment('xml');
  const characters = content(text);
  const place = whole(characters, random(text.length + 1));
  const length = whole(characters, place + 2 + random(4)) - place;
  switch (random(14)) {
    case 0: case 1: text.insert(place, ['a', 'bc', 'ü', 'word '][random(4)]); break;
    case 2: text.insert(text.length, ['x', 'yz', '😀'][random(3)]); break;
    case 3: if (place < text.length) { text.delete(place, Math.min(length, text.length - place)); } break;
    case 4: if (place < text.length) { text.format(place, Math.min(length, text.length - place), { bold: random(2) === 0 ? true : null }); } break;
    case 5: text.insertEmbed(place, { image: random(9) }); break;
    case 6: array.insert(random(array.length + 1), [random(99), 'two', null, true, 1.5, { a: [undefined, 'b'] }, new Uint8Array([1, 2])].slice(random(6))); break;
    case 7: if (array.length > 0) { array.delete(random(array.length), 1); } break;
    case 8: map.set(`k${random(5)}`, { v: random(9) }); break;
    case 9: map.delete(`k${random(5)}`); break;
    case 10: map.set(`m${random(3)}`, new Y.Map([['inner', new Y.Text('inner')]])); break;
    case 11: array.insert(random(array.length + 1), [new Y.Array()]); break;
    case 12: { const element = new Y.XmlElement('p'); element.insert(0, [new Y.XmlText('t')]); xml.insert(random(xml.length + 1), [element]); element.setAttribute('class', 'c'); break; }
    default: if (xml.length > 0 && random(3) === 0) { xml.delete(random(xml.length), 1); } else { map.set(`d${random(2)}`, new Y.Doc({ guid: `g${random(9)}` })); }
  }
}

function generate(random) {
  const docs = Array.from({ length: 1 + random(3) }, () => {
    const doc = new Y.Doc({ gc: random(3) > 0 });
    doc.clientID = 1 + random(0xffffffff);
    return doc;
  });
  const updates = [];
  docs.forEach((doc) => doc.on('update', (update, origin) => origin === 'sync' || updates.push(update)));
  const count = 3 + random(40);
  let vector = Y.encodeStateVector(docs[0]);
  for (let i = 0; i < count; i += 1) {
    const doc = docs[random(docs.length)];
    doc.transact(() => { for (let j = random(3); j >= 0; j -= 1) { edit(doc, random); } });
    if (random(4) === 0) {
      const other = docs[random(docs.length)];
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'sync');
    }
    if (random(5) === 0) {
      vector = Y.encodeStateVector(docs[random(docs.length)]);
    }
    if (random(10) === 0) {
      updates.push(Y.encodeStateAsUpdate(doc));
    }
  }
  for (let i = updates.length - 1; i > 0 && random(2) === 0; i -= 1) {
    const j = random(i + 1);
    [updates[i], updates[j]] = [updates[j], updates[i]];
  }
  return { updates: updates.map(base64), vector: base64(vector) };
}

function loaded(updates) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  updates.forEach((update) => Y.applyUpdate(doc, update));
  return doc;
}

/** Types are asked for by name first: until then Yjs does not know what they are. */
function shown(doc) {
  const map = Object.entries(doc.getMap('map').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([doc.getText('text').toDelta(), doc.getArray('array').toJSON(), map, doc.getXmlFragment('xml').toString()]);
}

const vectorOf = (doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b));
const deletedOf = (doc) => JSON.stringify([...Y.createDeleteSetFromStructStore(doc.store).clients].sort(([a], [b]) => a - b));
const equal = (a, b) => shown(a) === shown(b) && vectorOf(a) === vectorOf(b) && deletedOf(a) === deletedOf(b);

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'generate') {
  const [seed, count, file] = rest;
  const random = numbers(Number(seed));
  writeFileSync(file, Array.from({ length: Number(count) }, () => `${JSON.stringify(generate(random))}\n`).join(''));
  console.log('{}');
} else {
  const results = lines(rest[1]);
  const different = [];
  lines(rest[0]).forEach(({ updates, vector }, i) => {
    const { merged, twoLevels, diff, stateVector, covered } = results[i];
    const expected = loaded(updates.map(bytes));
    const part = loaded([Y.diffUpdate(Y.encodeStateAsUpdate(expected), bytes(vector))]);
    const fits = equal(expected, loaded([bytes(merged)]))
      && equal(expected, loaded([bytes(twoLevels)]))
      && vectorOf(part) === vectorOf(loaded([bytes(diff)]))
      && JSON.stringify([...Y.decodeStateVector(bytes(stateVector))].sort(([a], [b]) => a - b)) === vectorOf(expected)
      && covered;
    if (!fits) {
      different.push(i);
    }
  });
  console.log(JSON.stringify({ cases: results.length, different: different.length, first: different[0] ?? -1 }));
}
process.exit(0);
