import assert from 'node:assert/strict';
import { test } from 'node:test';
import { avatarHue, initials } from '../src/avatar.js';
import { groupsOf, whoDid } from '../src/grouping.js';
import { movedBy } from '../src/keys.js';
import { ago } from '../src/time.js';

const NOON = Date.parse('2026-01-01T12:00:00Z');

test('time is told as people tell it', () => {
  assert.equal(ago('2026-01-01T11:59:30Z', NOON, 'en'), 'now');
  assert.equal(ago('2026-01-01T12:00:05Z', NOON, 'en'), 'now');
  assert.equal(ago('2026-01-01T11:59:10Z', NOON, 'en'), '1 min. ago');
  assert.equal(ago('2026-01-01T10:00:00Z', NOON, 'en'), '2 hr. ago');
  assert.equal(ago('2025-12-31T12:00:00Z', NOON, 'en'), 'yesterday');
  assert.equal(ago('no time', NOON, 'en'), '');
});

test('keys move inside the list', () => {
  assert.equal(movedBy('ArrowDown', -1, 3), 0);
  assert.equal(movedBy('ArrowDown', 2, 3), 2);
  assert.equal(movedBy('ArrowUp', 0, 3), 0);
  assert.equal(movedBy('End', 0, 3), 2);
  assert.equal(movedBy('a', 0, 3), undefined);
  assert.equal(movedBy('Home', -1, 0), undefined);
});

test('a person keeps letters and colour', () => {
  assert.equal(initials('  Ann Marie Lee '), 'AM');
  assert.equal(initials('émile'), 'É');
  assert.equal(avatarHue('ann'), avatarHue('ann'));
  assert.notEqual(avatarHue('ann'), avatarHue('bob'));
});

const activity = (id: string, actor: string, object = { type: 'document', id: 'plan' }, time = '2026-01-01T12:00:00Z', verb = 'commented') =>
  ({ id, actor: { id: actor, name: actor.toUpperCase() }, verb, object, time });
const idsOf = (items: ReturnType<typeof activity>[]): string[] => groupsOf(items).map((group) => group.map(({ id }) => id).join(' '));

test('activities of one verb and object belong together, in the place of the newest', () => {
  assert.deepEqual(idsOf([
    activity('1', 'a'), activity('2', 'b', { type: 'document', id: 'other' }), activity('3', 'a'), activity('4', 'a', { type: 'task', id: 'plan' }),
    activity('5', 'a', undefined, undefined, 'liked'),
  ]), ['1 3', '2', '4', '5']);
});

test('activities belong together within a day of the newest', () => {
  const at = (id: string, time: string) => activity(id, 'a', undefined, time);

  assert.deepEqual(idsOf([at('1', '2026-01-02T12:00:00Z'), at('2', '2026-01-01T12:00:01Z'), at('3', '2026-01-01T12:00:00Z'), at('4', '2026-01-01T11:00:00Z')]),
    ['1 2', '3 4']);
});

test('activities without an object stand alone', () => {
  const plain = (id: string) => ({ id, actor: { id: 'a' }, verb: 'joined', time: '2026-01-01T12:00:00Z' });

  assert.equal(groupsOf([plain('1'), plain('2')]).length, 2);
});

test('people of a group are named once, and counted when they are many', () => {
  const who = (...actors: string[]) => whoDid(groupsOf(actors.map((actor, n) => activity(`${n}`, actor)))[0]!);

  assert.equal(who('a'), 'A');
  assert.equal(who('a', 'b', 'a'), 'A and B');
  assert.equal(who('a', 'b', 'c', 'b'), 'A and 2 others');
});
