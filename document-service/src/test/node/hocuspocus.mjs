// Unmodified providers of Hocuspocus over two processes. Prints what happened. Usage: node hocuspocus.mjs KEY FIRST SECOND
import { HocuspocusProvider } from '@hocuspocus/provider';
import * as Y from 'yjs';
import { Editor, token, until } from './editors.mjs';
import { Address, socketOf } from './hocuspocus-sockets.mjs';

const [key, first, second] = process.argv.slice(2);
const unique = Math.random().toString(36).slice(2);
const name = `notes/${unique}/plan`;
const result = {};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const providers = [];
function open(websocketProvider, document, tokenText, more = {}) {
  const events = { authenticated: [], failed: [], closed: [], synced: 0 };
  const provider = new HocuspocusProvider({
    websocketProvider, name: document, document: new Y.Doc(), token: tokenText,
    onAuthenticated: ({ scope }) => events.authenticated.push(scope),
    onAuthenticationFailed: ({ reason }) => events.failed.push(reason),
    onClose: ({ event }) => events.closed.push(event.reason),
    onSynced: () => { events.synced += 1; },
    ...more,
  });
  provider.attach();
  providers.push(provider);
  return { provider, events, text: provider.document.getText('text') };
}

const address = new Address(first, second);
const restarting = await address.open();

// Edits of one are seen by others, also over the other protocol and on the other process; what was saved is told.
const socket = socketOf(restarting);
const ann = open(socket, name, token(key, name, 'ann'));
await until('ann is synced', () => ann.provider.synced && ann.provider.unsyncedChanges === 0);
result.scope = ann.events.authenticated[0];
ann.text.insert(0, 'from ann');
result.unsavedAtFirst = ann.provider.unsyncedChanges;
await until('ann\'s edit is saved', () => ann.provider.unsyncedChanges === 0);
const yann = new Editor(second, name, token(key, name, 'yann'));
await until('y-websocket sees it', () => yann.text.toString() === 'from ann');
yann.text.insert(0, 'from yann, ');
await until('ann sees y-websocket\'s', () => ann.text.toString() === 'from yann, from ann');
ann.provider.setAwarenessField('user', { name: 'Ann' });
await until('y-websocket sees ann', () => yann.provider.awareness.getStates().get(ann.provider.document.clientID)?.user?.name === 'Ann');

// Two documents on one socket, and one of them twice.
const other = open(socket, `${name}/other`, token(key, `${name}/other`, 'ann'));
const twice = open(socketOf(second), name, token(key, name, 'ann'), { sessionAwareness: true });
const again = open(twice.provider.configuration.websocketProvider, name, token(key, name, 'ann'), { sessionAwareness: true });
await until('all are synced', () => [other, twice, again].every(({ provider }) => provider.synced));
other.text.insert(0, 'other');
await until('the other one is saved', () => other.provider.unsyncedChanges === 0);
result.twice = [twice.text.toString(), again.text.toString()];
twice.text.insert(0, '2');
await until('the second of one document sees the first', () => again.text.toString().startsWith('2'));
other.provider.destroy();
ann.text.insert(0, '1');
await until('the first document goes on without the other', () => yann.text.toString().startsWith('12') || yann.text.toString().startsWith('21'));
result.other = other.text.toString();

// Who may not is told so; who may only read is not saved, and others do not see it.
const stranger = open(socketOf(first), name, 'nonsense');
const misled = open(socket, `${name}/foreign`, token(key, name, 'ann'));
await until('both are refused', () => stranger.events.failed.length > 0 && misled.events.failed.length > 0);
result.strangerSynced = stranger.provider.synced || misled.provider.synced;
const reader = open(socketOf(first), name, token(key, name, 'bob', 'read'));
await until('the reader is synced', () => reader.provider.synced && reader.provider.unsyncedChanges === 0);
result.readerScope = reader.events.authenticated[0];
reader.text.insert(0, 'not allowed ');
ann.text.insert(0, 'allowed ');
await until('the reader sees the next edit', () => reader.text.toString().includes('allowed 1') || reader.text.toString().includes('allowed 2'));
result.readerUnsaved = reader.provider.unsyncedChanges;
result.ofReader = yann.text.toString().includes('not allowed');

// A token that ends: the client is asked for another one.
let asked = 0;
const renewing = open(socketOf(first), name, () => { asked += 1; return token(key, name, 'cem', 'write', asked === 1 ? 2 : 600); });
await until('the token was renewed', () => asked > 1 && renewing.events.authenticated.length > 1);
const ending = open(socketOf(first), name, token(key, name, 'dora', 'write', 2));
await until('the document is closed', () => ending.events.closed.length > 0);
result.ended = ending.events.closed[0];
renewing.text.insert(0, 'renewed ');
await until('it is saved', () => renewing.provider.unsyncedChanges === 0);

// The process goes: what was typed meanwhile is saved by the other one.
const synced = ann.events.synced;
address.fail();
ann.text.insert(0, 'meanwhile ');
await until('ann is back', () => ann.events.synced > synced && ann.provider.unsyncedChanges === 0);
await until('others see what was typed meanwhile', () => yann.text.toString().includes('meanwhile '));

const late = open(socketOf(first), name, token(key, name, 'late', 'read'));
await until('who comes late is synced', () => late.provider.synced);
await until('and has it all', () => late.text.toString() === ann.text.toString());
result.equal = [yann, again, renewing].every(({ text }) => text.toString() === ann.text.toString());
await pause(process.env.WATCHDOG ? 35_000 : 0);
result.closed = ann.events.closed.length;
providers.forEach((provider) => { provider.destroy(); provider.configuration.websocketProvider.destroy(); });
yann.close();
console.log(JSON.stringify(result));
process.exit(0);
