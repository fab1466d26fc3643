import { killGateway } from './launcher.js';

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
/** What the other one says while a gateway is dead, so that there is something to miss. */
const MEANWHILE = ['Are you still there?', 'Your gateway just died …', '… and none of this gets lost.'];

/** Shows a person in a copy of the page's template, and does what its buttons say. */
export class Pane {
  element;
  #person;
  #parts;

  /** @param others () → the other people of the page */
  constructor(person, others) {
    this.#person = person;
    this.element = document.querySelector('#person').content.firstElementChild.cloneNode(true);
    this.element.id = person.user;
    this.element.setAttribute('aria-label', person.name);
    const part = (selector) => this.element.querySelector(selector);
    this.#parts = {
      where: part('.where'), network: part('.network'), kill: part('.kill'), outcome: part('.outcome'), lines: part('.lines'),
    };
    part('h2').textContent = person.name;
    part('.avatar').textContent = person.name[0];
    part('.avatar').style.setProperty('--hue', person.user === 'ann' ? '264' : '152');
    part('heliograph-connection-status').client = person.client;
    part('heliograph-feed').store = person.feed;
    part('heliograph-bell').store = person.inbox;
    part('heliograph-bell').addEventListener('heliograph-select', (event) => event.preventDefault());   // there is no such order
    part('form').addEventListener('submit', (event) => this.#said(event));
    this.#parts.network.addEventListener('click', () => person.toggleNetwork());
    this.#parts.kill.addEventListener('click', () => void this.#kill(others()));
    person.on('change', () => this.#showConnection());
    person.room.on('change', () => {
      this.#showLines();
      this.#showConnection();
    });
    person.inbox.on('change', () => this.#showConnection());
    person.feed.on('change', () => (part('.activity').hidden = person.feed.items.length === 0));
    this.#showConnection();
  }

  #showConnection() {
    const { client, network, gateway, outcome, replayed, lost } = this.#person;
    const connected = client.state === 'connected';
    const { where, network: toggle, kill, outcome: result } = this.#parts;
    where.textContent = connected && gateway !== undefined ? `WebSocket · ${gateway}` : '';
    toggle.textContent = network.isUp ? 'Go offline' : 'Go online';
    toggle.setAttribute('aria-pressed', String(!network.isUp));
    kill.disabled = !connected || gateway === undefined;
    result.textContent = connected && outcome !== undefined ? `Back: ${replayed} replayed, ${lost} lost` : '';
    result.className = `outcome ${lost === 0 ? 'kept' : 'lost'}`;
  }

  #showLines() {
    const { lines: list } = this.#parts;
    const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
    const items = this.#person.room.lines.map((line) => shown(known.get(line.id) ?? document.createElement('li'), line, this.#person.user));
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    list.replaceChildren(...items);
    if (atEnd) {
      list.scrollTop = list.scrollHeight;
    }
  }

  #said(event) {
    event.preventDefault();
    const { text } = event.target.elements;
    if (text.value.trim() !== '') {
      void this.#person.room.say(text.value.trim());
      text.value = '';
    }
  }

  async #kill(others) {
    const off = this.#person.client.on('state', ({ from }) => {
      if (from === 'connected') {
        off();
        MEANWHILE.forEach((line) => others.forEach((other) => void other.room.say(line)));
      }
    });
    await killGateway(this.#person.gateway).catch(off);
  }
}

function shown(item, { id, author, text, time, replayed, waiting }, reader) {
  item.dataset.id = id;
  item.className = [author === reader && 'mine', waiting && 'waiting', replayed && 'replayed'].filter(Boolean).join(' ');
  const note = document.createElement('small');
  note.textContent = waiting ? 'waiting' : replayed ? `${CLOCK.format(time)} · replayed` : CLOCK.format(time);
  item.replaceChildren(text, note);
  return item;
}
