import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { backoffMs } from '../../src/connection/backoff.js';
import { nameOf, wakeAt } from '../../src/connection/state.js';
import { HeliographError } from '../../src/errors.js';
import { closing, connected, Story, WELCOME } from './fixture.js';

describe('while it dials', () => {
  test('it is connected when the welcome comes, not when the socket opens', () => {
    const story = new Story().then({ kind: 'connect' }).greeted(1);
    assert.equal(nameOf(story.state), 'connecting');

    story.receives(1, WELCOME);

    assert.equal(nameOf(story.state), 'connected');
    assert.deepEqual(story.effects, [{ kind: 'attach', id: 1, user: '42' }]);
  });

  test('a stage that takes too long is given up, and the wait grows with every failure', () => {
    const story = new Story().then({ kind: 'connect' }).at(5_000).then({ kind: 'tick' });

    assert.deepEqual(story.kinds, ['report', 'abandon']);
    assert.deepEqual(story.state.dial, { stage: 'waiting', until: 5_500 });   // half of 500 · 2¹

    story.at(5_500).then({ kind: 'tick' }).then({ kind: 'token', id: 2, token: 't' }).then({ kind: 'lost', id: 2, problem: 'refused' });

    assert.deepEqual(story.state.dial, { stage: 'waiting', until: 6_500 });   // half of 500 · 2²
  });

  test('an application without a token is asked again later', () => {
    const error = new HeliographError('token_failed', 'none', true);
    const story = new Story().then({ kind: 'connect' }).then({ kind: 'tokenFailed', id: 1, error });

    assert.deepEqual(story.effects[0], { kind: 'report', error });
    assert.equal(nameOf(story.state), 'waiting');
  });

  test('what an abandoned dial still tells changes nothing', () => {
    const story = new Story().then({ kind: 'connect' }).at(5_000).then({ kind: 'tick' });
    const { state } = story;

    story.then({ kind: 'token', id: 1, token: 'late' }).then({ kind: 'opened', id: 1 }).receives(1, WELCOME);

    assert.equal(story.state, state);
  });

  test('the random wait has the whole range and ends at its maximum', () => {
    assert.equal(backoffMs(0, { min: 500, max: 30_000 }, () => 0), 0);
    assert.equal(backoffMs(20, { min: 500, max: 30_000 }, () => 1), 30_000);
  });
});

describe('while it is connected', () => {
  test('a ping is answered at once', () => {
    assert.deepEqual(connected().receives(1, { op: 'ping' }).effects, [{ kind: 'send', id: 1, frame: { op: 'pong' } }]);
  });

  test('two and a half intervals of silence end it, and any frame begins the count anew', () => {
    const story = connected().at(60_000).then({ kind: 'received', id: 1, frame: undefined }).at(62_500).then({ kind: 'tick' });
    assert.equal(nameOf(story.state), 'connected');

    story.at(122_500).then({ kind: 'tick' });

    assert.equal(nameOf(story.state), 'waiting');
    assert.deepEqual(story.kinds, ['detach', 'abandon']);
  });

  test('after it was lost, the next hello replaces it', () => {
    const story = connected().then({ kind: 'lost', id: 1, problem: 'cut' }).at(250).then({ kind: 'tick' }).then({ kind: 'opened', id: 2 });

    assert.deepEqual(story.effects, [{ kind: 'greet', id: 2, token: 'token-1', replaces: 'c1' }]);
  });

  test('a network that is gone is not waited for, and dialled when it is back', () => {
    const story = connected().then({ kind: 'offline' });
    assert.equal(nameOf(story.state), 'waiting');

    assert.deepEqual(story.then({ kind: 'online' }).kinds, ['open']);
  });

  test('a hidden page says farewell, and dials when it is shown', () => {
    const story = connected().then({ kind: 'suspended' });
    assert.deepEqual(story.kinds, ['farewell', 'detach', 'abandon']);
    assert.equal(wakeAt(story.state), Infinity);

    assert.deepEqual(story.then({ kind: 'resumed' }).kinds, ['open']);
  });
});

describe('when the server asks to reconnect', () => {
  const asked = (): Story => connected().receives(1, { op: 'reconnect', afterMs: 8_200 });

  test('the successor is welcomed before the old connection is left', () => {
    const story = asked().at(8_200).then({ kind: 'tick' }).then({ kind: 'opened', id: 2 });
    assert.equal(nameOf(story.state), 'connected');
    assert.deepEqual(story.effects, [{ kind: 'greet', id: 2, token: 'token-1', replaces: 'c1' }]);

    story.receives(2, { ...WELCOME, connection: 'c2' });

    assert.deepEqual(story.kinds, ['farewell', 'detach', 'abandon', 'attach']);
    assert.equal(story.state.live?.connection, 'c2');
  });

  test('a successor that fails leaves the old connection alone', () => {
    const story = asked().at(8_200).then({ kind: 'tick' }).then({ kind: 'lost', id: 2, problem: 'refused' });

    assert.equal(story.state.live?.id, 1);
    assert.equal(story.state.dial?.stage, 'waiting');
  });

  test('being replaced by the own successor before its welcome is no end', () => {
    const story = asked().at(8_200).then({ kind: 'tick' }).then({ kind: 'opened', id: 2 }).receives(1, closing(4409, false));
    assert.equal(nameOf(story.state), 'connecting');

    assert.equal(nameOf(story.receives(2, WELCOME).state), 'connected');
  });
});

describe('when the server closes', () => {
  test('it obeys reconnect and retryAfterMs, whatever the code', () => {
    const story = connected().receives(1, closing(4999, true, 12_000));

    assert.deepEqual(story.state.dial, { stage: 'waiting', until: 12_250 });
    assert.equal(story.state.close?.code, 4999);
  });

  test('it stops when told not to come back, whatever the code', () => {
    const story = connected().receives(1, closing(4999, false));

    assert.equal(nameOf(story.state), 'closed');
    assert.equal(wakeAt(story.state), Infinity);
    assert.equal(story.kinds.at(-1), 'report');
  });

  test('an expired token is replaced by one that is asked for as expired', () => {
    const story = connected().receives(1, closing(4005, true)).at(1_000).then({ kind: 'tick' });

    assert.deepEqual(story.effects, [{ kind: 'askToken', id: 2, reason: 'expired' }]);
  });

  test('a rejected token is asked for three times in a row, then it is closed', () => {
    const story = new Story().then({ kind: 'connect' }).greeted(1);
    for (let id = 2; id <= 4; id++) {
      story.receives(id - 1, closing(4004, false)).at(story.now + 60_000).then({ kind: 'tick' });
      assert.deepEqual(story.effects, [{ kind: 'askToken', id, reason: 'rejected' }]);
      story.greeted(id);
    }

    assert.equal(nameOf(story.receives(4, closing(4004, false)).state), 'closed');
  });
});

describe('the token', () => {
  test('is refreshed over the socket before it ends', () => {
    const story = connected();
    assert.equal(wakeAt(story.at(40_000).receives(1, { op: 'ping' }).state), 85_000);   // 80 % and half of the jitter
    assert.deepEqual(story.at(85_000).then({ kind: 'tick' }).effects, [{ kind: 'askToken', id: 2, reason: 'expired' }]);

    story.then({ kind: 'token', id: 2, token: 'new' });
    assert.deepEqual(story.effects, [{ kind: 'send', id: 1, frame: { op: 'refresh', ref: 't2', token: 'new' } }]);

    story.receives(1, { op: 'refreshed', ref: 't2', expiresIn: 100_000 });
    assert.deepEqual(story.state.token, { value: 'new', staleAt: 170_000 });
  });

  test('is asked for again when the server could not take it', () => {
    const story = connected().at(40_000).receives(1, { op: 'ping' }).at(85_000).then({ kind: 'tick' }).then({ kind: 'token', id: 2, token: 'new' });

    story.receives(1, { op: 'error', ref: 't2', code: 'unavailable', message: '' });

    assert.deepEqual(story.state.live?.refresh, { stage: 'scheduled', at: 92_500 });
  });
});
