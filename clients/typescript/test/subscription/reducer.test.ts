import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MessageFrame } from '../../src/protocol/frames.js';
import { parsePosition } from '../../src/protocol/position.js';
import { apply, type SubscriptionFrame, type SubscriptionState } from '../../src/subscription/reducer.js';

const live = (position: string | undefined): SubscriptionState => ({
  stage: 'live',
  ref: undefined,
  position: position === undefined ? undefined : parsePosition(position),
  head: parsePosition('e7.20'),
});
const asked: SubscriptionState = { ...live('e7.18'), stage: 'asked', ref: 's1' };
const message = (offset: number, epoch = 'e7'): MessageFrame => ({ op: 'message', channel: 'room:1', epoch, offset, id: 'i', type: 't', time: '', data: 1 });
const outcomeOf = (state: SubscriptionState, frame: SubscriptionFrame): string => apply(state, frame).outcome.kind;

describe('a message', () => {
  const CASES: [position: string | undefined, frame: MessageFrame, outcome: string][] = [
    ['e7.18', message(19), 'message'],
    ['e7.18', message(18), 'nothing'],
    ['e7.18', message(3), 'nothing'],
    ['e7.18', message(20), 'repair'],
    ['e7.18', message(19, 'e8'), 'repair'],
    ['0', message(1, 'e9'), 'message'],
    ['0', message(2, 'e9'), 'repair'],
    [undefined, message(19), 'message'],
  ];
  for (const [position, frame, outcome] of CASES) {
    test(`${frame.epoch}.${frame.offset} after ${position ?? 'a start that is pending'}: ${outcome}`, () => {
      assert.equal(outcomeOf(live(position), frame), outcome);
    });
  }

  test('is a replay up to the head at subscribing', () => {
    const { outcome } = apply(live('e7.19'), message(20));
    assert.deepEqual(outcome, { kind: 'message', frame: message(20), position: 'e7.20', replayed: true });

    assert.equal('replayed' in outcome && apply(live('e7.20'), message(21)).outcome.kind, 'message');
  });

  test('of an earlier subscription is dropped until the answer comes', () => {
    assert.equal(outcomeOf(asked, message(19)), 'nothing');
    assert.equal(outcomeOf(asked, { op: 'subscribed', ref: 's0', channel: 'room:1', position: 'e7.18', head: 'e7.20', resumed: true }), 'nothing');
  });
});

describe('skipped offsets', () => {
  test('move the position when they follow it or lie around it', () => {
    for (const [from, to] of [[19, 22], [10, 22]] as const) {
      const { state, outcome } = apply(live('e7.18'), { op: 'skipped', channel: 'room:1', epoch: 'e7', from, to });
      assert.deepEqual([state.position, outcome.kind], [{ epoch: 'e7', offset: 22 }, 'advanced']);
    }
  });

  test('are a jump when something before them is missing', () => {
    assert.equal(outcomeOf(live('e7.18'), { op: 'skipped', channel: 'room:1', epoch: 'e7', from: 20, to: 22 }), 'repair');
  });
});

describe('the answer to a subscribe', () => {
  test('gives a start to a subscription without one', () => {
    const { state } = apply({ ...asked, position: undefined }, { op: 'subscribed', ref: 's1', channel: 'room:1', position: 'e7.5', head: 'e7.20', resumed: true });
    assert.deepEqual([state.stage, state.position], ['live', { epoch: 'e7', offset: 5 }]);
  });

  test('gives no start while the store is away', () => {
    const { state } = apply({ ...asked, position: undefined }, { op: 'subscribed', ref: 's1', channel: 'room:1', position: '0', head: '0', resumed: true, pending: true });
    assert.equal(state.position, undefined);
  });

  test('leaves the own position alone: the reset that follows tells the gap', () => {
    const { state } = apply(asked, { op: 'subscribed', ref: 's1', channel: 'room:1', position: 'e7.40', head: 'e7.50', resumed: false });
    assert.deepEqual(state.position, { epoch: 'e7', offset: 18 });

    const { state: after, outcome } = apply(state, { op: 'reset', channel: 'room:1', reason: 'retention', position: 'e7.40' });
    assert.deepEqual(after.position, { epoch: 'e7', offset: 40 });
    assert.deepEqual(outcome, { kind: 'gap', reason: 'retention', position: 'e7.40' });
  });

  test('may be that it cannot be now, or at all', () => {
    assert.equal(outcomeOf(asked, { op: 'error', ref: 's1', code: 'unavailable', message: '' }), 'postponed');
    assert.equal(outcomeOf(asked, { op: 'error', ref: 's1', code: 'too_many_channels', message: '' }), 'ended');
    assert.equal(outcomeOf(asked, { op: 'reset', ref: 's1', channel: 'room:1', reason: 'denied' }), 'ended');
  });
});

test('new grants may end a live subscription', () => {
  assert.equal(outcomeOf(live('e7.18'), { op: 'reset', channel: 'room:1', reason: 'denied' }), 'ended');
});
