import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Value } from '../../src/protocol/frames.js';
import { KnownState } from '../../src/subscription/state.js';

const value = (key: string, version: string): Value => ({ channel: 'room:1', key, version, id: 'i', type: 't', time: '', data: version });
const removal = (key: string, version: string): Value => ({ channel: 'room:1', key, version, removed: true });
const keys = (state: KnownState): string[] => [...state.values.keys()].sort();

describe('the state of a channel', () => {
  test('tells what is there, and that it is all', () => {
    const state = new KnownState();

    assert.deepEqual(state.take([value('a', '1.1'), value('b', '1.2')], true), { changed: ['a', 'b'], removed: [], complete: true });
    assert.deepEqual(keys(state), ['a', 'b']);
  });

  test('drops versions that go back, compared as numbers', () => {
    const state = new KnownState();
    state.take([value('a', '1.10')], true);

    assert.equal(state.take([value('a', '1.9'), value('a', '1.10')], false), undefined);
    assert.deepEqual(state.take([value('a', '2.0')], false)?.changed, ['a']);
  });

  test('does not bring a removed key back', () => {
    const state = new KnownState();
    state.take([value('a', '1.1')], true);
    assert.deepEqual(state.take([removal('a', '1.3')], false)?.removed, ['a']);

    assert.equal(state.take([value('a', '1.2')], false), undefined);
    assert.deepEqual(keys(state), []);
  });

  test('drops what did not come again once all has come', () => {
    const state = new KnownState();
    state.take([value('a', '1.1'), value('b', '1.2')], true);
    state.restart();

    state.take([value('b', '1.2')], false);
    assert.deepEqual(state.take([value('c', '1.3')], true), { changed: ['c'], removed: ['a'], complete: true });
    assert.deepEqual(keys(state), ['b', 'c']);
  });
});
