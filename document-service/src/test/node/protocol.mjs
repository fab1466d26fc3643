// What editors meet at /documents/sync. Prints what happened. Usage: node protocol.mjs KEY URL
import WebSocket from 'ws';
import * as Y from 'yjs';
import { Editor, token, until } from './editors.mjs';

const [key, url] = process.argv.slice(2);
const unique = Math.random().toString(36).slice(2);
const name = `notes/${unique}/plan`;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const result = {};

/** The code that a connection ends with which sends these bytes or this text as soon as it is open. */
const closeOf = (query, message) => new Promise((resolve) => {
  const socket = new WebSocket(`${url}/documents/sync/${name}?${query}`);
  socket.on('open', () => message === undefined || socket.send(message));
  socket.on('close', (code) => resolve(code));
  socket.on('error', () => resolve('refused'));
});
const valid = `token=${token(key, name, 'ann')}`;

result.withoutToken = await closeOf('');
result.foreignKey = await closeOf(`token=${token('another key of at least 32 bytes', name, 'ann')}`);
result.expired = await closeOf(`token=${token(key, name, 'ann', 'write', -1)}`);
result.otherDocument = await closeOf(`token=${token(key, 'other', 'ann')}`);
result.expiring = await closeOf(`token=${token(key, name, 'ann', 'write', 2)}`);
result.text = await closeOf(valid, 'hello');
result.unknownMessage = await closeOf(valid, Buffer.from([42]));
result.truncated = await closeOf(valid, Buffer.from([0, 2, 5, 1, 1]));
result.futureReference = await closeOf(valid, Buffer.from([0, 2, 11, 1, 1, 9, 0, 0x84, 9, 7, 1, 0x61, 0, 0]));
result.tooLarge = await closeOf(valid, Buffer.alloc(1024 * 1024 + 1, 3));
result.awarenessTooLarge = await closeOf(valid, Buffer.concat([
  Buffer.from([1, 0xb1, 0x4e, 1, 9, 1, 0xac, 0x4e]), Buffer.alloc(10028, 0x20), Buffer.alloc(1)]));

// An unmodified client stops when it is refused.
const refused = new Editor(url, name, 'nonsense');
await until('the client was refused', () => refused.closes.length > 0);
await pause(1_500);
result.refusedOnce = refused.closes.length;
refused.close();

// The subprotocol is the other place for a token.
result.subprotocol = await new Promise((resolve) => {
  const socket = new WebSocket(`${url}/documents/sync/${name}`, ['heliograph.documents', token(key, name, 'ann')]);
  socket.on('message', () => { resolve(socket.protocol); socket.close(); });
  socket.on('close', (code) => resolve(code));
});

const ann = new Editor(url, name, token(key, name, 'ann'));
const reader = new Editor(url, name, token(key, name, 'bob', 'read'));
await until('both are synced', () => ann.provider.synced && reader.provider.synced);
ann.text.insert(0, 'from ann');
await until('the reader sees it', () => reader.text.toString() === 'from ann');
reader.text.insert(0, 'not allowed ');
ann.text.insert(0, 'still ');
await until('the reader sees the next edit', () => reader.text.toString().includes('still '));
result.ofReader = ann.text.toString();

// Another user who writes under ann's id.
result.forged = await new Promise((resolve) => {
  const forger = new Y.Doc();
  Y.applyUpdate(forger, Y.encodeStateAsUpdate(ann.doc));
  const before = Y.encodeStateVector(forger);
  forger.clientID = ann.doc.clientID;
  forger.getText('text').insert(0, 'forged ');
  const update = Buffer.from(Y.encodeStateAsUpdate(forger, before));
  const socket = new WebSocket(`${url}/documents/sync/${name}?token=${token(key, name, 'eve')}`);
  socket.on('open', () => socket.send(Buffer.concat([Buffer.from([0, 2, update.length]), update])));
  socket.on('close', (code) => resolve(code));
});
result.afterForgery = ann.text.toString();

// What was deleted does not travel to whoever comes later, and the document is the same to both.
ann.text.insert(0, 'secret ');
await until('the reader sees it', () => reader.text.toString().includes('secret '));
ann.text.delete(0, 7);
await until('it is gone', () => !reader.text.toString().includes('secret '));
const received = await new Promise((resolve) => {
  const socket = new WebSocket(`${url}/documents/sync/${name}?${valid}`);
  socket.on('open', () => socket.send(Buffer.from([0, 0, 1, 0])));
  socket.on('message', (message) => { if (message[0] === 0 && message[1] === 1) { resolve(message); socket.close(); } });
});
result.joinerGets = ['from ann', 'secret'].filter((text) => received.includes(text));
const joiner = new Editor(url, name, token(key, name, 'cleo'));
await until('who comes late is synced', () => joiner.provider.synced);
result.joinerHasTheSame = joiner.text.toString() === ann.text.toString()
  && Buffer.compare(Y.encodeStateAsUpdate(joiner.doc, Y.encodeStateVector(ann.doc)), Y.encodeStateAsUpdate(ann.doc, Y.encodeStateVector(joiner.doc))) === 0;
joiner.close();

// Somebody who shows nothing of himself must hear something every 30 s, or the client reconnects.
reader.provider.awareness.setLocalState(null);
const closesBefore = reader.closes.length + ann.closes.length;
await pause(process.env.WATCHDOG ? 35_000 : 0);
result.reconnects = reader.closes.length + ann.closes.length - closesBefore;
[ann, reader].forEach((editor) => editor.close());
console.log(JSON.stringify(result));
process.exit(0);
