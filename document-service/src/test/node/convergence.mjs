// Many people edit one document over several processes, lose their connections and edit offline. Every edit also inserts an id that occurs once:
// what is lost or doubled is counted. Usage: node convergence.mjs KEY SEED CLIENTS OPERATIONS DOCUMENT URL...
import { Editor, differences, edit, fates, numbers, token, until } from './editors.mjs';

const [key, seedText, clientsText, operationsText, document, ...urls] = process.argv.slice(2);
const seed = Number(seedText);
const clients = Number(clientsText);
const operations = Number(operationsText);
const random = numbers(seed);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const editors = Array.from({ length: clients }, (_, i) => {
  const editor = new Editor(urls[i % urls.length], document, token(key, document, `user-${i}`));
  editor.provider.awareness.setLocalStateField('user', { name: `user-${i}` });
  return editor;
});
await until('everybody is synced', () => editors.every((editor) => editor.provider.synced));

const expected = [];
const offline = new Map();
let drops = 0;

for (let i = 0; i < operations; i += 1) {
  const editor = editors[random(clients)];
  edit(editor, `id-${i}`, random);
  expected.push(`id-${i}`);
  if (random(40) === 0 && offline.size < clients / 2 && !offline.has(editor)) {
    editor.provider.disconnect();
    offline.set(editor, i + 20 + random(100));
  } else if (random(60) === 0) {
    editor.drop();
    drops += 1;
  }
  for (const [away, end] of offline) {
    if (end <= i) {
      away.provider.connect();
      offline.delete(away);
    }
  }
  await pause(random(4));
}
offline.forEach((_, editor) => editor.provider.connect());

const began = Date.now();
await until('everybody has every edit', () => editors.every((editor) => editor.ids.length >= expected.length), 30);
await until(() => `everybody has the same ${differences(editors)}`, () => differences(editors).length === 0, 15);
const settled = Date.now() - began;

const late = new Editor(urls[0], document, token(key, document, 'late', 'read'));
await until('who comes late is synced', () => late.provider.synced && late.ids.length >= expected.length);
const { lost, doubled } = fates(expected, late);
const equal = differences([late, editors[0]]).length === 0;

// Cursors: everybody sees everybody, and whoever leaves is gone at once. A client that comes back takes what it knew before for old until the others
// show themselves anew, which they do after 15 to 18 s.
await until('everybody sees everybody', () => editors.every((editor) => editor.provider.awareness.getStates().size >= clients), 40);
const left = editors.pop();
const leftId = left.doc.clientID;
const leftAt = Date.now();
left.drop();
left.provider.shouldConnect = false;
await until('the cursor is gone', () => editors.every((editor) => !editor.provider.awareness.getStates().has(leftId)), 10);
const cursorGone = Date.now() - leftAt;

const latencies = [];
const other = editors[1 % editors.length];
for (let i = 0; i < 50; i += 1) {
  const before = other.ids.length;
  const start = performance.now();
  editors[0].ids.push([`latency-${i}`]);
  await until('one edit is seen', () => other.ids.length > before);
  latencies.push(performance.now() - start);
}
latencies.sort((a, b) => a - b);
[...editors, left, late].forEach((editor) => editor.close());
console.log(JSON.stringify({ lost, doubled, equal, settled, cursorGone, drops, p50: latencies[25], p98: latencies[48] }));
process.exit(0);
