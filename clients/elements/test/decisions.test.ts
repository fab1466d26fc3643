import assert from 'node:assert/strict';
import { test } from 'node:test';
import { avatarHue, initials } from '../src/avatar.js';
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
