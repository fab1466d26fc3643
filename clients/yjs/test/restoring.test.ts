import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as Y from 'yjs';
import { documentOf, restoringEdit } from '../src/restoring.js';
import { content, edit, numbers } from './random-edits.js';

/** People who edit one document. Their copies forget what was deleted, as usual; the log does not. */
class People {
  readonly #log: Uint8Array[] = [];
  readonly docs: readonly Y.Doc[];

  constructor(number: number) {
    this.docs = Array.from({ length: number }, (_, i) => {
      const doc = new Y.Doc();
      doc.clientID = i + 1;
      doc.on('update', (update: Uint8Array, origin: unknown) => origin === this || this.#log.push(update));
      return doc;
    });
  }

  /** Everybody gets everything. */
  meet(): void {
    const all = this.#merged();
    this.docs.forEach((doc) => Y.applyUpdate(doc, all, this));
  }

  get whole(): Y.Doc {
    const whole = new Y.Doc({ gc: false });
    Y.applyUpdate(whole, this.#merged());
    return whole;
  }

  /** As it travels. */
  get snapshot(): Y.Snapshot {
    return Y.decodeSnapshot(Y.encodeSnapshot(Y.snapshot(this.whole)));
  }

  /** One of them restores, and then has what the whole document has; whether there was anything to do. */
  restore(by: Y.Doc, snapshot: Y.Snapshot): boolean {
    const whole = this.whole;
    const edit = restoringEdit(whole, snapshot);
    Y.applyUpdate(by, Y.encodeStateAsUpdate(whole, Y.encodeStateVector(by)), this);
    if (edit !== undefined) {
      Y.applyUpdate(by, edit);
    }
    return edit !== undefined;
  }

  #merged(): Uint8Array {
    return Y.mergeUpdates(this.#log);
  }
}

function two(): { people: People; ann: Y.Doc; bob: Y.Doc } {
  const people = new People(2);
  const [ann, bob] = people.docs as [Y.Doc, Y.Doc];
  return { people, ann, bob };
}

test('a text gets its words and formats back', () => {
  const { people, ann, bob } = two();
  const text = ann.getText('text');
  text.insert(0, 'plain and bold');
  text.format(10, 4, { bold: true });
  text.insertEmbed(5, { image: 'a.png' });
  people.meet();
  const delta = text.toDelta();
  const then = people.snapshot;

  bob.getText('text').format(0, 5, { em: true });
  bob.getText('text').delete(3, 8);
  text.format(10, 5, { bold: null });
  text.insert(0, 'later ');
  people.meet();
  assert.notDeepEqual(text.toDelta(), delta);
  assert.equal(people.restore(ann, then), true);
  people.meet();

  assert.deepEqual(text.toDelta(), delta);
  assert.deepEqual(bob.getText('text').toDelta(), delta);
});

test('a map gets older values back, whoever wrote the later ones', () => {
  const { people, ann, bob } = two();
  ann.getMap('map').set('kept', 1);
  ann.getMap('map').set('deleted', 2);
  people.meet();
  const then = people.snapshot;

  ann.getMap('map').set('kept', 'later');
  bob.getMap('map').set('kept', 'at the same time');
  bob.getMap('map').delete('deleted');
  bob.getMap('map').set('added', 3);
  people.meet();
  people.restore(ann, then);
  people.meet();

  assert.deepEqual(bob.getMap('map').toJSON(), { kept: 1, deleted: 2 });
});

test('what was nested comes back with all that was in it', () => {
  const { people, ann, bob } = two();
  const list = ann.getArray<Y.Map<unknown>>('array');
  const text = new Y.Text('Buy milk');
  text.format(4, 4, { bold: true });
  list.push([new Y.Map<unknown>([['title', text], ['tags', Y.Array.from(['home'])]]), new Y.Map([['title', 'other']])]);
  people.meet();
  const before = content(ann);
  const then = people.snapshot;

  text.delete(0, 4);
  (bob.getArray('array').get(0) as Y.Map<Y.Array<string>>).get('tags')?.push(['later']);
  people.meet();
  bob.getArray('array').delete(0, 2);
  people.meet();
  people.restore(bob, then);
  people.meet();

  assert.deepEqual(content(bob), before);
  assert.deepEqual(content(ann), before);
});

test('a type that the version did not have is empty again', () => {
  const { people, ann } = two();
  ann.getText('text').insert(0, 'first');
  const then = people.snapshot;
  ann.getMap('map').set('later', true);

  people.restore(ann, then);

  assert.deepEqual(ann.getMap('map').toJSON(), {});
});

test('there is nothing to do when nothing was edited since', () => {
  const { people, ann } = two();
  ann.getText('text').insert(0, 'first');
  assert.equal(people.restore(ann, people.snapshot), false);
});

test('what others write meanwhile stays', () => {
  const { people, ann, bob } = two();
  ann.getText('text').insert(0, 'one two');
  people.meet();
  const then = people.snapshot;
  ann.getText('text').delete(0, 4);
  people.meet();
  const edit = restoringEdit(people.whole, then);
  assert.ok(edit);

  bob.getText('text').insert(3, ' three');
  Y.applyUpdate(ann, edit);
  people.meet();

  assert.equal(bob.getText('text').toString(), 'one two three');
});

test('a restored document can be brought back to what it was before', () => {
  const { people, ann } = two();
  ann.getText('text').insert(0, 'first');
  const first = people.snapshot;
  ann.getText('text').insert(0, 'not ');
  const second = people.snapshot;

  people.restore(ann, first);
  assert.equal(ann.getText('text').toString(), 'first');
  people.restore(ann, second);
  assert.equal(ann.getText('text').toString(), 'not first');
});

test('random edits of all types are brought back, again after more of them', () => {
  let edits = 0;
  for (let seed = 0; seed < 25; seed += 1) {
    const random = numbers(seed);
    const people = new People(3);
    const editSome = (number: number) => {
      for (let i = 0; i < number; i += 1) {
        edit(people.docs[random(3)] as Y.Doc, random);
        if (random(6) === 0) {
          people.meet();
        }
      }
    };
    editSome(5 + random(40));
    const then = people.snapshot;
    const expected = content(documentOf(people.whole, then));
    people.meet();
    assert.deepEqual(content(people.docs[0] as Y.Doc), expected, `seed ${seed}: the version shows what there was`);

    for (const more of [60, 20]) {
      editSome(random(more));
      edits += people.restore(people.docs[0] as Y.Doc, then) ? 1 : 0;
      people.meet();
      people.docs.forEach((doc) => assert.deepEqual(content(doc), expected, `seed ${seed}`));
    }
  }
  assert.ok(edits > 35, `${edits} of 50 had something to bring back`);
});
