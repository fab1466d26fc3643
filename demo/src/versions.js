import { nameOf } from './people.js';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const NUMBER = new Intl.NumberFormat();
const CHANGE = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero' });

/** The versions of a note: keeps its present state under a name, lists what was kept, shows it and brings it back. */
export class VersionList {
  #note;
  #versions;
  #parts;
  #wasConnected = false;
  /** Versions that people told of who are there, by awareness: the server tells nobody. */
  #heardOf = new Set();

  /**
   * @param note a `HeliographProvider`
   * @param versions its `DocumentVersions`
   * @param place the template's `.versions`
   */
  constructor(note, versions, place) {
    this.#note = note;
    this.#versions = versions;
    const part = (selector) => place.querySelector(selector);
    this.#parts = { form: part('form'), list: part('ol'), none: part('.none'), outcome: part('.version-outcome') };
    this.#parts.form.addEventListener('submit', (event) => this.#keep(event));
    this.#parts.list.addEventListener('click', (event) => this.#clicked(event.target.closest('button')));
    note.subscribe(() => this.#connected());
    note.awareness.on('change', () => this.#heard());
    this.#show([]);
  }

  #connected() {
    const isConnected = this.#note.getSnapshot().status === 'connected';
    if (isConnected && !this.#wasConnected) {
      void this.#load();
    }
    this.#wasConnected = isConnected;
  }

  #heard() {
    const known = this.#heardOf.size;
    this.#note.awareness.getStates().forEach(({ kept }) => kept !== undefined && this.#heardOf.add(kept));
    if (this.#heardOf.size > known) {
      void this.#load();
    }
  }

  async #load() {
    try {
      this.#show(await this.#versions.list());
    } catch (failure) {
      if (failure.code !== 'not_found') {   // a note that nobody wrote yet; everything else is tried again with the next connection
        console.warn('no versions', failure);
      }
    }
  }

  #keep(event) {
    event.preventDefault();
    const { version } = this.#parts.form.elements;
    const name = version.value.trim() || 'Version';
    void this.#say('Not kept', async () => {
      const { id } = await this.#versions.keep(name);
      version.value = '';
      this.#note.awareness.setLocalStateField('kept', id);   // this page hears it, too, and loads the list
      return `Kept as “${name}”`;
    });
  }

  #clicked(button) {
    const item = button?.closest('li');
    if (button?.matches('.restore-version')) {
      void this.#say('Not restored', async () => {
        const isEdited = await this.#versions.restore(item.dataset.id);
        return isEdited ? `“${item.dataset.name}” is back, as an edit: Ctrl+Z in the note undoes it` : `Nothing was edited since “${item.dataset.name}”`;
      });
    } else if (button !== null) {
      void this.#say('Not shown', () => this.#preview(item, button));
    }
  }

  async #preview(item, button) {
    const then = item.querySelector('.then');
    if (then.hidden) {
      const doc = await this.#versions.show(item.dataset.id);
      then.textContent = doc.getText('body').toString() || '(empty)';
      doc.destroy();
    }
    then.hidden = !then.hidden;
    button.setAttribute('aria-expanded', String(!then.hidden));
    button.textContent = then.hidden ? 'Show' : 'Hide';
    return '';
  }

  /** Does something and says how it ended. */
  async #say(failed, action) {
    const { outcome } = this.#parts;
    try {
      outcome.textContent = await action();
      outcome.classList.add('kept');
    } catch (failure) {
      outcome.textContent = `${failed}: ${failure.code === 'not_found' ? 'there is nothing yet' : failure.message}`;
      outcome.classList.remove('kept');
    }
  }

  /** What is shown already stays, with its preview. */
  #show(versions) {
    const { list, none } = this.#parts;
    const shown = new Map([...list.children].map((item) => [item.dataset.id, item]));
    list.replaceChildren(...versions.map((version) => shown.get(version.id) ?? row(version)));
    none.hidden = versions.length > 0;
  }
}

function row({ id, name, author, createdAt, length, growth }) {
  const item = document.importNode(document.querySelector('#version').content.firstElementChild, true);
  Object.assign(item.dataset, { id, name });
  item.querySelector('b').textContent = name;
  const size = length === undefined ? '' : ` · ${NUMBER.format(length)} characters`;
  const change = growth ? ` (${CHANGE.format(growth)})` : '';
  const isToday = createdAt.toDateString() === new Date().toDateString();
  item.querySelector('small').textContent = `${nameOf(author)} · ${(isToday ? CLOCK : DAY_AND_CLOCK).format(createdAt)}${size}${change}`;
  item.setAttribute('aria-label', name);
  return item;
}
