import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Typing } from '../src/typing.js';

let listeners;
let published;
let typing;

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
  listeners = {};
  published = [];
  typing = new Typing({
    on: (name, listener) => (listeners[name] = listener),
    publish: async (_, { type, durability }) => void published.push(`${type} ${durability}`),
  }, 'ann');
});

const typed = (user) => listeners.transient({ type: 'typing', user });

test('others are typing for four seconds after they were heard', () => {
  typed('bob');
  mock.timers.tick(3_000);
  typed('bob');
  mock.timers.tick(3_999);
  assert.deepEqual(typing.users, ['bob']);

  mock.timers.tick(1);

  assert.deepEqual(typing.users, []);
});

test('they are not typing any more when it is said', () => {
  typed('bob');

  listeners.message({ user: 'bob' });

  assert.deepEqual(typing.users, []);
});

test('oneself, and other signals, do not count', () => {
  typed('ann');
  listeners.transient({ type: 'cursor', user: 'bob' });

  assert.deepEqual(typing.users, []);
});

test('one signal stands for many keys, until it is said', () => {
  typing.pressed();
  typing.pressed();
  assert.deepEqual(published, ['typing transient']);

  typing.sent();
  typing.pressed();

  assert.equal(published.length, 2);
});
