// Versions by the project's own provider, as the service keeps them. Prints what happened. Usage: node versions.mjs KEY URL NAME ACCESS_TOKEN
import WebSocket from 'ws';
import { DocumentVersions, HeliographProvider } from '../../../../clients/yjs/dist/index.js';
import * as Y from '../../../../clients/yjs/node_modules/yjs/dist/yjs.mjs';
import { token, until } from './editors.mjs';

const [key, url, name, accessToken] = process.argv.slice(2);

function open(user) {
  const provider = new HeliographProvider({ url, name, doc: new Y.Doc(), WebSocket, getToken: async () => token(key, name, user) });
  return { provider, doc: provider.doc, text: provider.doc.getText('text'), state: provider.getSnapshot };
}

const ann = open('ann');
const bob = open('bob');
const versions = new DocumentVersions({ url, provider: ann.provider, getToken: async () => accessToken });
await until('both are synced', () => ann.state().isSynced && bob.state().isSynced);
ann.text.insert(0, 'plain and bold');
ann.text.format(10, 4, { bold: true });
ann.doc.getMap('map').set('tasks', Y.Array.from([new Y.Map([['title', 'Buy milk']])]));
const first = await versions.keep('First');
const delta = ann.text.toDelta();
await until('bob has it', () => bob.text.length === ann.text.length);

bob.text.delete(0, bob.text.length);
bob.text.insert(0, 'all new');
bob.doc.getMap('map').delete('tasks');
await until('ann sees what bob did', () => ann.text.toString() === 'all new' && ann.doc.getMap('map').size === 0);
const second = await versions.keep('Second');
const then = await versions.show(first.id);
const shown = then.getText('text').toDelta();

const restored = await versions.restore(first.id);
await until('bob sees the first version', () => JSON.stringify(bob.text.toDelta()) === JSON.stringify(delta));
await until('it is stored', () => ann.state().isSaved);
const late = open('late');
await until('who comes late is synced', () => late.state().isSynced);
const list = await versions.list();
console.log(JSON.stringify({
  shown, restored, needless: await versions.restore((await versions.keep('Third')).id),
  tasks: [bob, late].map(({ doc }) => doc.getMap('map').toJSON()),
  late: late.text.toDelta(),
  names: list.map((version) => version.name), authors: list.map((version) => version.author), growth: list[0].growth,
  lengths: [first.length, second.length],
}));
process.exit(0);
