import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { watchPerson } from '../../src/connection/person.js';
import { resolve } from '../../src/options.js';
import { VirtualClock } from '../simulation/virtual-clock.js';

const IDLE_AFTER_MS = 60_000;

class Document extends EventTarget {
  visibilityState = 'visible';

  become(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

let clock: VirtualClock;
let page: EventTarget;
let document: Document;
let told: string[];
let stop: () => void;

beforeEach(() => {
  clock = new VirtualClock();
  page = new EventTarget();
  document = new Document();
  told = [];
  Object.defineProperty(globalThis, 'document', { value: document, configurable: true });
  const settings = resolve({ url: 'https://example.com', getToken: () => '', page, clock, idleAfter: IDLE_AFTER_MS });
  stop = watchPerson(settings, (idle) => told.push(`${idle ? 'idle' : 'active'} at ${clock.now()}`));
});

const touch = (): boolean => page.dispatchEvent(new Event('keydown'));

describe('a person', () => {
  test('is idle when nothing was touched for so long, and not any more when something is', async () => {
    await clock.advance(IDLE_AFTER_MS - 1);
    touch();
    await clock.advance(IDLE_AFTER_MS - 1);
    assert.deepEqual(told, []);

    await clock.advance(1);
    await clock.advance(10_000);
    touch();

    assert.deepEqual(told, ['idle at 119999', 'active at 129999']);
  });

  test('is idle while the page is hidden', async () => {
    document.become('hidden');
    await clock.advance(5_000);
    document.become('visible');

    assert.deepEqual(told, ['idle at 0', 'active at 5000']);
  });

  test('is told every five seconds at most, and the last change in any case', async () => {
    for (let turn = 0; turn < 30; turn++) {
      document.become(turn % 2 === 0 ? 'hidden' : 'visible');
      await clock.advance(100);
    }
    document.become('hidden');
    document.become('visible');
    await clock.advance(30_000);

    assert.deepEqual(told, ['idle at 0', 'active at 5000']);
  });

  test('whose change was taken back meanwhile is not told of', async () => {
    document.become('hidden');
    document.become('visible');
    document.become('hidden');
    await clock.advance(30_000);

    assert.deepEqual(told, ['idle at 0']);
  });

  test('is not watched any more', async () => {
    stop();
    touch();
    await clock.advance(IDLE_AFTER_MS * 2);

    assert.deepEqual(told, []);
    assert.equal(clock.pending, 0);
  });
});
