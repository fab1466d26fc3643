// Many people edit one document over several processes. After half of their edits the third process is killed; its editors go on with another one, as an
// ingress sends them, but one, whose cursor has to go. The last process is one that nobody used before. Usage: node killed.mjs KEY SEED CLIENTS OPERATIONS DOCUMENT URL...
import { once } from 'node:events';
import { Editor, differences, edit, fates, numbers, token, until } from './editors.mjs';

const [key, seed, clients, operationsText, document, ...urls] = process.argv.slice(2);
const cold = urls.pop();
const operations = Number(operationsText);
const random = numbers(Number(seed));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const join = (url, user, access) => new Editor(url, document, token(key, document, user, access));

const editors = Array.from({ length: Number(clients) }, (_, i) => join(urls[i % urls.length], `user-${i}`));
const ghost = join(urls[2], 'ghost');
await until('everybody sees everybody', () =>
  editors.every((editor) => editor.provider.synced && editor.provider.awareness.getStates().size > editors.length));

let moved = 0;
editors.filter(({ provider }) => provider.serverUrl.startsWith(urls[2])).forEach(({ provider }) => {
  provider.on('connection-close', () => {
    moved += 1;
    provider.serverUrl = provider.serverUrl.replace(urls[2], urls[moved % 2]);
  });
});
let goneAt;
ghost.provider.on('connection-close', () => {
  goneAt = Date.now();
  ghost.provider.shouldConnect = false;
});

const expected = [];
for (let i = 0; i < operations; i += 1) {
  edit(editors[random(editors.length)], `id-${i}`, random);
  expected.push(`id-${i}`);
  if (i === Math.floor(operations / 2)) {
    console.log('half');
  }
  await pause(random(8));
}
await once(process.stdin, 'data');

await until('everybody has every edit', () => editors.every((editor) => editor.ids.length >= expected.length), 30);
await until(() => `everybody has the same ${differences(editors)}`, () => differences(editors).length === 0, 15);
const newcomers = [join(urls[0], 'late', 'read'), join(cold, 'cold', 'read')];
await until('who comes late has every edit', () => newcomers.every((editor) => editor.ids.length >= expected.length));
const equal = differences([...newcomers, editors[0]]).length === 0;
await until('the cursor is gone', () =>
  editors.every((editor) => !editor.provider.awareness.getStates().has(ghost.doc.clientID)), 40);
console.log(JSON.stringify({ ...fates(expected, newcomers[1]), equal, moved, cursorGone: Date.now() - goneAt }));
process.exit(0);
