// What Java does with updates, against what Yjs does. node comparison.mjs SEED CASES: tells how many differ, and how the first ones do.
import './seeded-ids.mjs';
import * as Y from 'yjs';
import { ask, base64, bytes, conclude } from './dialogue.mjs';
import { numbers } from './numbers.mjs';
import { edit as randomEdit, randomUpdates } from './random-edits.mjs';
import { texts } from './shown-text.mjs';

const BATCH = 250;

function loaded(updates, gc = true) {
  const doc = new Y.Doc({ guid: 'document', gc });
  doc.clientID = 1;
  updates.forEach((update) => Y.applyUpdate(doc, update));
  return doc;
}

const sorted = (entries) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** Types are asked for by name first: until then Yjs does not know what they are. */
const shown = (doc) => JSON.stringify([
  doc.getText('text').toDelta(), doc.getArray('array').toJSON(), sorted(Object.entries(doc.getMap('map').toJSON())), doc.getXmlFragment('xml').toString(),
]);

/** All that can be told from outside: content, and everything that was ever written and deleted. */
const state = (doc) => `${shown(doc)} ${base64(Y.encodeStateVector(doc))} ${JSON.stringify(sorted(Y.createDeleteSetFromStructStore(doc.store).clients))}`;

/** As a rule they are even encoded in the same way, which is cheaper to find out. */
const equal = (one, other) => Buffer.compare(encoded(one), encoded(other)) === 0 || state(one) === state(other);

const encodings = new WeakMap();

/** Of a document that is not edited any more. */
function encoded(doc) {
  if (!encodings.has(doc)) {
    encodings.set(doc, Y.encodeStateAsUpdate(doc));
  }
  return encodings.get(doc);
}

/** Tells whether Yjs has the same after one list of updates as after another. Most updates of Java are byte for byte those of Yjs: no list is read twice, and equal ones not at all. */
function comparison() {
  const docs = new Map();
  const keyOf = (updates) => updates.map(base64).join();
  const read = (updates, key = keyOf(updates)) => {
    if (!docs.has(key)) {
      docs.set(key, loaded(updates));
    }
    return docs.get(key);
  };
  const same = (ours, theirs) => {
    const [key, other] = [ours, theirs].map(keyOf);
    return key === other || equal(read(ours, key), read(theirs, other));
  };
  return { same, read };
}

/** Of several forms of a document. */
function sameTexts(answers, doc) {
  const expected = JSON.stringify(texts(doc));
  return answers.every((answer) => JSON.stringify(answer) === expected);
}

/** The parts that differ from what Yjs does. */
function differences({ updates, late, base, keepsHistory, authors, middle }, answer) {
  const early = updates.slice(0, middle);
  const later = Y.mergeUpdates([...updates.slice(middle), ...late]);
  const merged = Y.mergeUpdates(updates);
  const { same, read } = comparison();
  const parts = {
    merged: same([bytes(answer.merged)], [merged]),
    twoLevels: same([bytes(answer.twoLevels)], [merged]),
    diff: same([base, bytes(answer.diff)], [base, Y.diffUpdate(merged, Y.encodeStateVectorFromUpdate(base))]),
    stateVector: answer.stateVector === base64(Y.encodeStateVectorFromUpdate(merged)),
    covered: late.length > 0 || answer.covered,
    withoutDeletedContent: same([bytes(answer.withoutDeletedContent)], [merged]),
    withoutDeletedContentThenMore: same([bytes(answer.earlyWithoutDeletedContent), later], [Y.mergeUpdates(early), later]),
    nothingDeletedIsLeft: !holdsDeletedContent(bytes(answer.withoutDeletedContent)),
    forgotten: same([bytes(answer.forgotten)], [merged]),
    texts: sameTexts(answer.texts, read([merged])),
    nothingForgottenIsLeft: !holdsDeletedContent(bytes(answer.forgotten), Y.decodeSnapshot(bytes(answer.earlySnapshot))),
  };
  if (late.length === 0 && random(20) === 0) {
    const began = random(0xffffffff);
    const full = () => loaded([bytes(answer.merged)], !keepsHistory);
    parts.bothFormsGoOn = goOnTogether(full(), loaded([bytes(answer.withoutDeletedContent)]), numbers(began))
      || !goOnTogether(full(), full(), numbers(began)); // in a few cases even equal replicas of Yjs are different in the end
  }
  if (late.length > 0) {
    parts.mergedThenLate = same([bytes(answer.merged), ...late], [merged, ...late]);
  }
  const then = keepsHistory ? loaded(early, false) : null;
  if (then !== null && then.store.pendingStructs === null && then.store.pendingDs === null) {
    const shows = (update) => equal(Y.createDocFromSnapshot(loaded([bytes(update), ...late], false), Y.decodeSnapshot(bytes(answer.earlySnapshot))), then);
    parts.snapshot = shows(answer.merged);
    parts.snapshotOfForgotten = answer.forgotten === answer.merged ? parts.snapshot : shows(answer.forgotten);
    parts.snapshotBytes = authors > 1 || answer.earlySnapshot === base64(Y.encodeSnapshot(Y.snapshot(then)));
  }
  return Object.keys(parts).filter((part) => !parts[part]);
}

/** Whether one who has what was deleted and one who has not can edit on, and neither sends again what the other has. */
function goOnTogether(one, other, random) {
  const lacks = (doc, whom) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(whom));
  const bringsNothing = (update) => Y.decodeUpdate(update).structs.length === 0;
  const exchange = () => {
    const [toOne, toOther] = [lacks(other, one), lacks(one, other)];
    Y.applyUpdate(one, toOne);
    Y.applyUpdate(other, toOther);
  };
  const equalAtFirst = bringsNothing(lacks(one, other)) && bringsNothing(lacks(other, one));
  one.clientID = 2;
  other.clientID = 3;
  for (let i = 0; i < 3; i += 1) {
    randomEdit(one, random);
    randomEdit(other, random);
    exchange();
  }
  exchange(); // formats are tidied up by whoever is told of a change
  return equalAtFirst && state(one) === state(other) && bringsNothing(lacks(one, other)) && bringsNothing(lacks(other, one));
}

/** Without what a snapshot shows, if there is one. */
function holdsDeletedContent(update, version = { sv: new Map(), ds: Y.createDeleteSet() }) {
  const { structs, ds } = Y.decodeUpdate(update);
  const shown = (id) => id.clock < (version.sv.get(id.client) ?? 0) && !Y.isDeleted(version.ds, id);
  const isLeft = (id) => Y.isDeleted(ds, id) && !shown(id);
  return structs.some((struct) => struct instanceof Y.Item && !(struct.content instanceof Y.ContentType) && !(struct.content instanceof Y.ContentDeleted)
    && Array.from({ length: struct.length }).some((_, i) => isLeft({ client: struct.id.client, clock: struct.id.clock + i })));
}

const [seed, count] = process.argv.slice(2).map(Number);
const random = numbers(seed);
const different = [];

function makeCase() {
  const made = randomUpdates(random);
  return { ...made, middle: random(made.updates.length + 1) };
}

const question = ({ updates, base, middle }) => ({ updates: updates.map(base64), vector: base64(Y.encodeStateVectorFromUpdate(base)), middle });

function pose(first) {
  const cases = Array.from({ length: Math.max(0, Math.min(BATCH, count - first)) }, makeCase);
  return { cases, answers: cases.length > 0 ? ask(cases.map(question)) : [] };
}

let next = pose(0);
for (let first = 0; first < count; first += BATCH) {
  const { cases } = next;
  const answers = await next.answers; // all of them: while Java writes, it does not read
  next = pose(first + BATCH); // Java works on it while these are compared
  cases.forEach((one, i) => {
    const parts = differences(one, answers[i]);
    if (parts.length > 0) {
      different.push(`${first + i}: ${parts}`);
    }
  });
}
conclude({ cases: count, different: different.length, first: different.slice(0, 5) });
