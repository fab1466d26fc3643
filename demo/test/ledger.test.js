import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from '../src/ledger.js';

const line = (number, session = 's') => ({ session, number });

test('counts what was replayed since the outage began', () => {
  const ledger = new Ledger();
  ledger.received(line(1), true);
  ledger.beginOutage();

  ledger.received(line(2), true);
  ledger.received(line(3), false);
  ledger.replayedOther();

  assert.equal(ledger.replayed, 2);
  assert.equal(ledger.lost, 0);
});

test('finds a line that never came', () => {
  const ledger = new Ledger();
  ledger.received(line(5), false);

  ledger.received(line(8), false);

  assert.equal(ledger.lost, 2);
});

test('takes a line that comes later, or twice, for what it is', () => {
  const ledger = new Ledger();
  [1, 3, 3, 2, 1].forEach((number) => ledger.received(line(number), false));

  assert.equal(ledger.lost, 0);
});

test('keeps the sessions of a writer apart', () => {
  const ledger = new Ledger();
  ledger.received(line(9, 'yesterday'), false);
  ledger.received(line(1, 'today'), false);

  assert.equal(ledger.lost, 0);
});
