// Unmodified providers of Hocuspocus type on a process until it is killed, and go on on another one, as an ingress sends them. Every edit also inserts an id that
// occurs once. Says "typing" when the process may be killed, and waits for a line when it was. Usage: node hocuspocus-killed.mjs KEY DOCUMENT KILLED OTHER
import { once } from 'node:events';
import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { Editor, differences, edit, fates, numbers, token, until } from './editors.mjs';
import { Address, socketOf } from './hocuspocus-sockets.mjs';

const [key, document, killed, other] = process.argv.slice(2);
const BEFORE = 60;
const AFTER = 60;
const random = numbers(1);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What an Editor of y-websocket is for edits and comparisons. */
function open(url, user) {
  const provider = new HocuspocusProvider({ websocketProvider: socketOf(url), name: document, document: new Y.Doc(), token: token(key, document, user) });
  provider.attach();
  const editor = Object.create(Editor.prototype);
  return Object.assign(editor, { provider, doc: provider.document });
}

const address = new Address(killed, other);
const url = await address.open();
const typists = ['ann', 'bob', 'cem'].map((user) => open(url, user));
const isSaved = ({ provider }) => provider.synced && provider.unsyncedChanges === 0;
await until('everybody is synced', () => typists.every(isSaved));

let isKilled = false;
once(process.stdin, 'data').then(() => { isKilled = true; });
const expected = [];
let unsaved = 0;
for (let after = 0; after < AFTER; after += isKilled ? 1 : 0) {
  const id = `id-${expected.length}`;
  edit(typists[random(typists.length)], id, random);
  expected.push(id);
  if (expected.length === BEFORE) {
    console.log('typing');
  }
  if (address.broken > 0) {
    unsaved = Math.max(unsaved, ...typists.map(({ provider }) => provider.unsyncedChanges));
  }
  await pause(random(8));
}

await until(() => `all is saved: ${typists.map(({ provider }) => provider.unsyncedChanges)}`, () => typists.every(isSaved));
await until('everybody has every edit', () => typists.every((typist) => typist.ids.length >= expected.length));
await until(() => `everybody has the same ${differences(typists)}`, () => differences(typists).length === 0);
const late = new Editor(other, document, token(key, document, 'late', 'read'));
await until('who comes late is synced', () => late.provider.synced);
console.log(JSON.stringify({
  ...fates(expected, late), equal: differences([late, ...typists]).length === 0, broken: address.broken, unsaved, edits: expected.length,
  left: typists.map(({ provider }) => provider.unsyncedChanges),
}));
process.exit(0);
