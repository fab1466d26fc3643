import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { lacking, watchOutage } from '../src/note-outage.js';

/** A note's provider, as far as an outage concerns it. */
class Note {
  state = { status: 'connected', isSynced: true, isSaved: true };
  websocket = { listeners: new Set(), on: (_event, listener) => this.websocket.listeners.add(listener), off: (_event, listener) => this.websocket.listeners.delete(listener) };
  listeners = new Set();

  getSnapshot = () => this.state;

  subscribe = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  become(state) {
    this.state = state;
    this.listeners.forEach((listener) => listener());
  }

  close() {
    this.state = { status: 'connecting', isSynced: false, isSaved: true };
    this.websocket.listeners.forEach((listener) => listener());
  }
}

const turn = () => new Promise(setImmediate);

test('tells that nothing was lost when the note is saved again, and not before', async () => {
  const note = new Note();
  const said = [];
  const watching = watchOutage({
    note,
    kill: async () => { note.close(); return { process: 'document-service-1' }; },
    have: () => new Map([[1, 10], [2, 5]]),
    stored: async () => new Map([[1, 10], [2, 6]]),
    say: (text, isWell) => said.push([text, isWell]),
  });
  await turn();
  note.become({ status: 'connected', isSynced: true, isSaved: false });
  await turn();
  assert.equal(said.length, 1);
  note.become({ status: 'connected', isSynced: true, isSaved: true });
  await watching;

  assert.match(said[1][0], /^document-service-1 died: saved again after \d+\.\d s, 0 lost$/);
  assert.equal(said[1][1], true);
  assert.equal(note.listeners.size + note.websocket.listeners.size, 0);
});

test('tells what was lost', async () => {
  const note = new Note();
  const said = [];
  const watching = watchOutage({
    note,
    kill: async () => { note.close(); return { process: 'document-service-1' }; },
    have: () => new Map([[1, 10]]),
    stored: async () => new Map([[1, 7]]),
    say: (text, isWell) => said.push([text, isWell]),
  });
  await turn();
  note.become({ status: 'connected', isSynced: true, isSaved: true });
  await watching;

  assert.match(said.at(-1)[0], / 3 lost$/);
  assert.equal(said.at(-1)[1], false);
});

test('says so when the process served somebody else', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const said = [];
  const watching = watchOutage({ note: new Note(), kill: async () => ({ process: 'document-service-2' }), say: (text) => said.push(text) });
  await turn();
  mock.timers.tick(2_000);
  await watching;
  mock.timers.reset();

  assert.match(said[0], /^document-service-2 is dead, but this note is on another one/);
});

test('counts what somebody lacks, by client', () => {
  assert.equal(lacking(new Map([[1, 3], [2, 2], [3, 1]]), new Map([[1, 1], [2, 9]])), 3);
});
