import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORIGIN } from '../../src/protocol/position.js';
import type { Row } from './channel-log.js';
import { violations, type Told, type Truth } from './checker.js';

const rows: Row[] = ['a', 'b', 'c', 'void', 'e'].map((id) => ({ id, data: 0, isVoid: id === 'void' }));
const truth: Truth = {
  lives: new Map([['e1', rows], ['e2', []]]),
  epoch: 'e1',
  start: ORIGIN,
  wasReset: (reason, position) => reason === 'retention' && position === 'e1.2',
};

const message = (position: string, id: string): Told => ({ kind: 'message', position, id });
const a = message('e1.1', 'a');
const b = message('e1.2', 'b');
const c = message('e1.3', 'c');
const e = message('e1.5', 'e');
const gap: Told = { kind: 'gap', reason: 'retention', position: 'e1.2' };

const GOOD: Record<string, Told[]> = {
  'every offset once, the void one left out': [a, b, c, e],
  'a gap that the server told': [gap, c, e],
};

const BAD: Record<string, [told: Told[], found: RegExp]> = {
  'one is missing': [[a, c, e], /silent gap/],
  'the first is missing': [[b, c, e], /silent gap/],
  'the last is missing': [[a, b, c], /incomplete/],
  'one comes twice': [[a, b, b, c, e], /twice/],
  'two change places': [[a, c, b, e], /out of order/],
  'one has the content of another': [[a, b, message('e1.3', 'b'), e], /different content/],
  'one does not exist': [[a, b, c, e, message('e1.6', 'f')], /different content/],
  'a gap that nobody told': [[a, { kind: 'gap', reason: 'epoch', position: 'e1.2' }, c, e], /nobody told/],
  'nothing came': [[], /incomplete/],
};

for (const [name, told] of Object.entries(GOOD)) {
  test(`finds nothing wrong: ${name}`, () => {
    assert.deepEqual(violations(told, truth), []);
  });
}

for (const [name, [told, found]] of Object.entries(BAD)) {
  test(`finds what is wrong: ${name}`, () => {
    assert.match(violations(told, truth).join('\n'), found);
  });
}

test('finds what is wrong: another epoch without a gap', () => {
  const restarted = { ...truth, lives: new Map([['e1', rows], ['e2', rows]]), epoch: 'e2' };

  assert.match(violations([a, message('e2.1', 'a')], restarted).join('\n'), /another epoch without a gap/);
});
