import '@heliograph/elements';
import { emit } from './launcher.js';
import { Pane } from './pane.js';
import { PEOPLE } from './people.js';
import { Person } from './person.js';

const alone = new URLSearchParams(location.search).get('person');
const people = PEOPLE.filter(({ user }) => alone === null || user === alone).map(({ user, name }) => new Person(user, name));
const main = document.querySelector('#people');
main.classList.toggle('alone', people.length === 1);

for (const person of people) {
  main.append(new Pane(person, () => people.filter((other) => other !== person)).element);
  person.connect();
}

const emitted = document.querySelector('#emitted');
for (const button of document.querySelectorAll('[data-emit]')) {
  button.addEventListener('click', async () => {
    try {
      const { topic } = await emit(button.dataset.emit, button.dataset.user);
      emitted.textContent = `✓ ${topic}`;
    } catch (failure) {
      emitted.textContent = failure.message;
    }
  });
}
