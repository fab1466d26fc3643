// Documents that several people edit at random, with everything that Yjs can hold.
import * as Y from 'yjs';
import { content, whole } from './editors.mjs';

function editText(text, random) {
  const characters = content(text);
  const place = whole(characters, random(text.length + 1));
  const length = Math.min(whole(characters, place + 2 + random(4)) - place, text.length - place);
  const kind = random(7);
  if (kind < 2) {
    text.insert(place, ['a', 'bc', 'ü', 'word '][random(4)]);
  } else if (kind === 2) {
    text.insert(text.length, ['x', 'yz', '😀'][random(3)]);
  } else if (kind === 3) {
    text.insertEmbed(place, { image: random(9) });
  } else if (length > 0 && kind === 4) {
    text.format(place, length, { bold: random(2) === 0 ? true : null });
  } else if (length > 0) {
    text.delete(place, length);
  }
}

function editArray(array, random) {
  switch (random(4)) {
    case 0: case 1: array.insert(random(array.length + 1), [random(99), 'two', null, true, 1.5, { a: [undefined, 'b'] }, new Uint8Array([1, 2])].slice(random(6))); break;
    case 2: array.insert(random(array.length + 1), [new Y.Array()]); break;
    default: if (array.length > 0) { array.delete(random(array.length), 1); }
  }
}

function editMap(map, random) {
  switch (random(5)) {
    case 0: case 1: map.set(`k${random(5)}`, { v: random(9) }); break;
    case 2: map.delete(`k${random(5)}`); break;
    case 3: map.set(`m${random(3)}`, new Y.Map([['inner', new Y.Text('inner')]])); break;
    default: map.set(`d${random(2)}`, new Y.Doc({ guid: `g${random(9)}` }));
  }
}

/** What editors put in paragraphs, and paragraphs within each other. */
function newXml(random) {
  switch (random(6)) {
    case 0: return new Y.XmlText('t');
    case 1: return new Y.XmlElement('hardBreak');
    default: {
      const element = new Y.XmlElement('p');
      element.insert(0, [new Y.XmlText('t'), new Y.XmlElement('p')].slice(0, random(3)));
      return element;
    }
  }
}

function editXmlText(text, random) {
  const place = random(text.length + 1);
  switch (random(6)) {
    case 0: text.insertEmbed(place, new Y.XmlText('line')); break;
    case 1: text.insertEmbed(place, new Y.Map([['__type', random(2) === 0 ? 'linebreak' : 'text']])); break;
    case 2: if (text.length > place) { text.delete(place, 1); } break;
    case 3: text.insert(place, 'i', { bold: {} }); break;
    default: text.insert(place, ['a', 'bc', 'ü'][random(3)]);
  }
}

function editXml(xml, random) {
  if (xml instanceof Y.XmlText) {
    editXmlText(xml, random);
  } else if (xml.length > 0 && random(3) === 0) {
    xml.delete(random(xml.length), 1);
  } else if (xml.length > 0 && random(2) === 0) {
    editXml(xml.get(random(xml.length)), random);
  } else {
    const added = newXml(random);
    xml.insert(random(xml.length + 1), [added]);
    if (added instanceof Y.XmlElement) {
      added.setAttribute('class', 'c');
    }
  }
}

export function edit(doc, random) {
  const kind = random(10);
  if (kind < 5) {
    editText(doc.getText('text'), random);
  } else if (kind < 7) {
    editArray(doc.getArray('array'), random);
  } else if (kind < 9) {
    editMap(doc.getMap('map'), random);
  } else {
    editXml(doc.getXmlFragment('xml'), random);
  }
}

/** What one document gets in updates: overlapping, out of order, now and then with one that is late; and what one of its replicas had meanwhile. */
export function randomUpdates(random) {
  const keepsHistory = random(4) === 0;
  const docs = Array.from({ length: 1 + random(3) }, () => {
    const doc = new Y.Doc({ guid: 'document', gc: !keepsHistory && random(3) > 0 });
    doc.clientID = 1 + random(0xffffffff);
    return doc;
  });
  const updates = [];
  docs.forEach((doc) => doc.on('update', (update, origin) => origin === 'sync' || updates.push(update)));
  docs[0].getText('text').insert(0, 'there is at least one');
  let base = Y.encodeStateAsUpdate(docs[0]);
  for (let i = 2 + random(8); i > 0; i -= 1) {
    const doc = docs[random(docs.length)];
    doc.transact(() => { for (let j = random(2); j >= 0; j -= 1) { edit(doc, random); } });
    if (random(4) === 0) {
      const other = docs[random(docs.length)];
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'sync');
    }
    if (random(5) === 0) {
      base = Y.encodeStateAsUpdate(docs[random(docs.length)]);
    }
    if (random(10) === 0) {
      updates.push(Y.encodeStateAsUpdate(doc));
    }
  }
  for (let i = updates.length - 1; i > 0 && random(2) === 0; i -= 1) {
    const j = random(i + 1);
    [updates[i], updates[j]] = [updates[j], updates[i]];
  }
  const late = updates.length > 1 && random(4) === 0 ? updates.splice(random(updates.length), 1) : [];
  return { updates, late, base, keepsHistory, authors: docs.length };
}
