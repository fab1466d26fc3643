// Many people type over several processes, and lose their connections, until a line comes on standard input. Every edit also inserts an id that occurs once.
// Prints what was lost or doubled. Usage: node outage.mjs KEY SEED CLIENTS DOCUMENT URL...
import { once } from 'node:events';
import { Editor, differences, edit, fates, numbers, token, until } from './editors.mjs';

const [key, seed, clients, document, ...urls] = process.argv.slice(2);
const random = numbers(Number(seed));
const editors = Array.from({ length: Number(clients) }, (_, i) =>
  new Editor(urls[i % urls.length], document, token(key, document, `user-${i}`)));
await until('everybody is synced', () => editors.every((editor) => editor.provider.synced));

let typing = true;
once(process.stdin, 'data').then(() => { typing = false; });
const expected = [];
while (typing) {
  const id = `id-${expected.length}`;
  const editor = editors[random(editors.length)];
  edit(editor, id, random);
  expected.push(id);
  if (random(60) === 0) {
    editor.drop();
  }
  await new Promise((resolve) => setTimeout(resolve, random(8)));
}

const lacking = () => editors.map((editor) => `${expected.length - editor.ids.length}/${editor.provider.synced}/${editor.closes}`).join(' ');
await until(() => `everybody has every edit: ${lacking()}`, () => editors.every((editor) => editor.ids.length >= expected.length), 30);
await until(() => `everybody has the same ${differences(editors)}`, () => differences(editors).length === 0, 15);

const late = new Editor(urls[0], document, token(key, document, 'late', 'read'));
await until('who comes late is synced', () => late.provider.synced && late.ids.length >= expected.length);
const equal = differences([late, editors[0]]).length === 0;
console.log(JSON.stringify({ ...fates(expected, late), equal, edits: expected.length }));
process.exit(0);
