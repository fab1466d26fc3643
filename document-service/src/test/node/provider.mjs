// The project's own provider: what is saved, and tokens that end. Prints what happened. Usage: node provider.mjs KEY URL
import WebSocket from 'ws';
import { HeliographProvider } from '../../../../clients/yjs/dist/index.js';
import * as Y from '../../../../clients/yjs/node_modules/yjs/dist/yjs.mjs';
import { token, until } from './editors.mjs';

const [key, url] = process.argv.slice(2);
const name = `notes/${Math.random().toString(36).slice(2)}/plan`;
const result = {};

function open(user, access, seconds) {
  const opened = { tokens: 0, closes: 0 };
  const provider = new HeliographProvider({
    url, name, doc: new Y.Doc(), WebSocket,
    getToken: async () => {
      opened.tokens += 1;
      return token(key, name, user, access, seconds);
    },
  });
  provider.websocket.on('connection-close', () => { opened.closes += 1; });
  return Object.assign(opened, { provider, text: provider.doc.getText('text'), state: provider.getSnapshot });
}

const LIFE = 5;   // a token's end is in whole seconds, so it lives for 4 to 5; it is replaced after 3.5
const began = Date.now();
const ann = open('ann', 'write', LIFE);
await until('ann is synced', () => ann.state().isSynced);
ann.text.insert(0, 'kept');
result.savedAtOnce = ann.state().isSaved;
await until('ann is saved', () => ann.state().isSaved);
const late = open('bob', 'read', 600);
await until('bob is synced', () => late.state().isSynced);
result.late = late.text.toString();
result.savedWithoutEdits = late.state().isSaved;

late.text.insert(0, 'refused ');
ann.text.insert(0, 'still ');
await until('ann is saved again, and bob sees it', () => ann.state().isSaved && late.text.toString().includes('still '));
result.refusedIsSaved = late.state().isSaved;
result.ofWriter = ann.text.toString();

await until('ann has a new token, and the old one has ended', () => ann.tokens === 2 && Date.now() > began + LIFE * 1_000);
ann.text.insert(0, 'and ');
await until('ann is saved by the old connection', () => ann.state().isSaved);
result.closes = ann.closes;

// A new token is for the same user.
const socket = new WebSocket(`${url}/documents/sync/${name}?token=${token(key, name, 'ann')}`);
const eve = Buffer.from(token(key, name, 'eve'));
socket.on('open', () => socket.send(Buffer.concat([Buffer.from([101, 0x80 | (eve.length & 0x7f), eve.length >> 7]), eve])));
result.otherUser = await new Promise((resolve) => socket.on('close', resolve));

await Promise.all([ann, late].map(({ provider }) => provider.destroy()));
console.log(JSON.stringify(result));
process.exit(0);
