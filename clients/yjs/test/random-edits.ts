import * as Y from 'yjs';

export type Random = (bound: number) => number;

/** Numbers from a seed, so that a failure can be repeated (mulberry32). */
export function numbers(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

const roots = (doc: Y.Doc) => [doc.getText('text'), doc.getMap('map'), doc.getArray('array'), doc.getXmlFragment('xml')];

/** All that a document shows, formats and attributes included, in a form that can be compared. */
export const content = (doc: Y.Doc): unknown => roots(doc).map(shown);

function shown(value: unknown): unknown {
  if (value instanceof Y.Text) {
    return value.toDelta();
  }
  if (value instanceof Y.XmlElement) {
    return { node: value.nodeName, attributes: value.getAttributes(), children: value.toArray().map(shown) };
  }
  if (value instanceof Y.Map) {
    return Object.fromEntries([...value.entries()].map(([key, entry]) => [key, shown(entry)]));
  }
  return value instanceof Y.Array || value instanceof Y.XmlFragment ? value.toArray().map(shown) : value;
}

/** One random edit somewhere in the document, also in what is nested. */
export function edit(doc: Y.Doc, random: Random): void {
  const types = roots(doc).flatMap(withNested);
  const type = types[random(types.length)];
  doc.transact(() => {
    if (type instanceof Y.Text) {
      editText(type, random);
    } else if (type instanceof Y.Map) {
      const key = `key-${random(4)}`;
      random(4) === 0 ? type.delete(key) : type.set(key, value(random));
    } else if (type instanceof Y.XmlElement && random(3) === 0) {
      random(3) === 0 ? type.removeAttribute('class') : type.setAttribute('class', `c${random(9)}`);
    } else if (type instanceof Y.Array || type instanceof Y.XmlFragment) {
      editList(type, random);
    }
  });
}

function withNested(value: unknown): unknown[] {
  if (value instanceof Y.Map) {
    return [value, ...[...value.values()].flatMap(withNested)];
  }
  if (value instanceof Y.Array || value instanceof Y.XmlFragment) {
    return [value, ...value.toArray().flatMap(withNested)];
  }
  return value instanceof Y.AbstractType ? [value] : [];
}

function editText(text: Y.Text, random: Random): void {
  const place = random(text.length + 1);
  const length = Math.min(1 + random(5), text.length - place);
  const what = random(6);
  if (what === 0 && length > 0) {
    text.delete(place, length);
  } else if (what === 1 && length > 0) {
    text.format(place, length, { [['bold', 'em'][random(2)] ?? '']: random(2) === 0 ? null : true });
  } else if (what === 2) {
    text.insertEmbed(place, { image: random(9) });
  } else {
    text.insert(place, ['a', 'word ', 'ü', 'xyz'][random(4)] ?? '', random(4) === 0 ? { bold: true } : undefined);
  }
}

function editList(list: Y.Array<unknown> | Y.XmlFragment, random: Random): void {
  const place = random(list.length + 1);
  if (random(3) === 0 && place < list.length) {
    list.delete(place, 1);
  } else if (list instanceof Y.Array) {
    list.insert(place, [value(random)]);
  } else {
    list.insert(place, [random(2) === 0 ? new Y.XmlText('words') : new Y.XmlElement('p')]);
  }
}

function value(random: Random, depth = 0): unknown {
  switch (depth > 2 ? 0 : random(4)) {
    case 1:
      return new Y.Map(Object.entries({ plain: random(100), nested: value(random, depth + 1) }));
    case 2:
      return Y.Array.from<any>([random(100), value(random, depth + 1)]);
    case 3: {
      const text = new Y.Text(`nested ${random(100)}`);
      text.format(0, 3, { bold: true });
      return text;
    }
    default:
      return random(1_000);
  }
}
