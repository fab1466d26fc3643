// Damaged updates: whatever Java accepts, Yjs must be able to use. node mutants.mjs SEED COUNT: tells how many were accepted, and on which Yjs throws.
import './seeded-ids.mjs';
import * as Y from 'yjs';
import { ask, base64, bytes, conclude } from './dialogue.mjs';
import { numbers } from './numbers.mjs';
import { randomUpdates } from './random-edits.mjs';

const BATCH = 1000;
const OF_ONE_DOCUMENT = 50;

function mutant(update, other, random) {
  const place = random(update.length);
  const rest = [...update.subarray(place)];
  const head = [...update.subarray(0, place)];
  switch (random(6)) {
    case 0: return head;
    case 1: return [...head, random(256), ...rest];
    case 2: return [...head, ...rest.slice(1 + random(3))];
    case 3: return [...head, ...other.subarray(random(other.length))];
    case 4: return [...head, rest[0] ^ (1 << random(8)), ...rest.slice(1)];
    default: return [...head, random(256), ...rest.slice(1)];
  }
}

/** All that an application does with a document, but for showing XML: that fails on whatever a writer puts in the place of an element, as a valid update may. */
function use(updates) {
  const doc = new Y.Doc({ guid: 'document' });
  updates.forEach((update) => Y.applyUpdate(doc, update));
  doc.getText('text').toDelta();
  doc.getArray('array').toJSON();
  doc.getMap('map').toJSON();
  doc.getXmlFragment('xml');
  doc.getText('text').insert(0, 'x');
  Y.applyUpdate(new Y.Doc({ guid: 'document' }), Y.encodeStateAsUpdate(doc));
}

/** Behind what it is before: nobody can write that. Yjs takes another place then, which depends on where it cut items before. */
const isContradictory = ({ origin, rightOrigin }) => origin && rightOrigin && origin.client === rightOrigin.client && rightOrigin.clock <= origin.clock;

/** Types that a mutant put in it are not compared. */
function showsText(update, expected) {
  const doc = new Y.Doc({ guid: 'document' });
  Y.applyUpdate(doc, update);
  const text = doc.getText('text');
  return text.toString() === expected || text.toDelta().some(({ insert }) => insert instanceof Y.AbstractType) || Y.decodeUpdate(update).structs.some(isContradictory);
}

function textOf(updates) {
  const doc = new Y.Doc({ guid: 'document' });
  updates.forEach((update) => Y.applyUpdate(doc, update));
  return doc.getText('text').toString();
}

/** As it came nobody gets an update that repeats something: on some forged ones of these Yjs throws. */
function usePassedOn(first, { news, loaded }) {
  use([first, bytes(news)]);
  use([bytes(loaded)]);
  if (!Y.decodeUpdate(bytes(loaded)).structs.some(isContradictory) && textOf([first, bytes(news)]) !== textOf([bytes(loaded)])) {
    throw new Error('another text when it is loaded than where it was open');
  }
}

function failure({ base, update }, { behindBase, baseBehind, merged, withoutDeletedContent, text }) {
  try {
    use([update]);
    if (behindBase !== null) {
      usePassedOn(base, behindBase);
    }
    if (baseBehind !== null) {
      usePassedOn(update, baseBehind);
    }
    use([bytes(merged)]);
    use([bytes(withoutDeletedContent)]);
    if (!showsText(bytes(merged), text)) {
      throw new Error(`another text than ${JSON.stringify(text)}`);
    }
    Y.diffUpdate(Y.mergeUpdates([base, update]), Y.encodeStateVectorFromUpdate(base));
    return null;
  } catch (error) {
    return `${base64(base)} ${base64(update)} ${error.message}`;
  }
}

const [seed, count] = process.argv.slice(2).map(Number);
const random = numbers(seed);
const failures = [];
let accepted = 0;
for (let done = 0; done < count; done += BATCH) {
  const mutants = [];
  while (mutants.length < BATCH) {
    const { updates } = randomUpdates(random);
    const whole = Y.mergeUpdates(updates);
    for (let i = 0; i < OF_ONE_DOCUMENT; i += 1) {
      const update = random(2) === 0 ? whole : updates[random(updates.length)];
      mutants.push({ base: random(2) === 0 ? whole : Y.mergeUpdates(updates.slice(1)), update: new Uint8Array(mutant(update, whole, random)) });
    }
  }
  const answers = await ask(mutants.map(({ base, update }) => ({ base: base64(base), update: base64(update) })));
  mutants.forEach((one, i) => {
    if (answers[i] !== null) {
      accepted += 1;
      const found = failure(one, answers[i]);
      if (found !== null) {
        failures.push(found);
      }
    }
  });
}
conclude({ mutants: count, accepted, failures: failures.length, first: failures.slice(0, 3) });
