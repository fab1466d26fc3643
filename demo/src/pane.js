import { avatarHue } from '@heliograph/elements';
import { killDocuments, killGateway } from './launcher.js';
import { watchOutage } from './note-outage.js';
import { Notepad } from './notepad.js';
import { VersionList } from './versions.js';

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
    this.element = document.importNode(document.querySelector('#person').content.firstElementChild, true);
    this.element.id = person.user;
    this.element.setAttribute('aria-label', person.name);
    const part = (selector) => this.element.querySelector(selector);
    this.#parts = {
      where: part('.where'), network: part('.network'), kill: part('.kill'), outcome: part('.outcome'), lines: part('.lines'),
      typing: part('.typing'), activity: part('.activity'), unseen: part('.unseen'), seen: part('.seen'),
    };
    part('h2').textContent = person.name;
    part('.avatar').textContent = person.name[0];
    part('.avatar').style.setProperty('--hue', avatarHue(person.user));
    part('heliograph-connection-status').client = person.client;
    part('heliograph-presence').store = person.members;
    part('heliograph-feed').store = person.timeline;
    part('heliograph-bell').store = person.inbox;
    part('heliograph-bell').preferences = person.preferences;
    part('heliograph-bell').addEventListener('heliograph-select', (event) => event.preventDefault());   // there is no such order
    part('.room form').addEventListener('submit', (event) => this.#said(event));
    part('.room input').addEventListener('input', () => person.typing.pressed());
    new Notepad(person, part('.note'), part('.saved'));
    new VersionList(person.note, person.versions, part('.versions'));
    part('.kill-documents').addEventListener('click', ({ target }) => void this.#killDocuments(target, part('.note-outcome')));
    this.#parts.seen.addEventListener('click', () => person.timeline.seen().catch(() => undefined));   // the number comes back
    this.#parts.network.addEventListener('click', () => person.toggleNetwork());
    this.#parts.kill.addEventListener('click', () => void this.#kill(others()));
    person.on('change', () => this.#showConnection());
    person.room.on('change', () => {
      this.#showLines();
      this.#showConnection();
    });
    person.inbox.subscribe(() => this.#showConnection());
    person.typing.on('change', () => this.#showTyping());
    person.members.subscribe(() => this.#showTyping());
    person.timeline.subscribe(() => this.#showActivity());
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

  #showTyping() {
    const names = new Map(this.#person.members.getSnapshot().users.map(({ user, name }) => [user, name]));
    const [who] = this.#person.typing.users;
    this.#parts.typing.textContent = who === undefined ? '' : `${names.get(who) ?? who} is typing …`;
  }

  #showActivity() {
    const { items, unseen } = this.#person.timeline.getSnapshot();
    const { activity, unseen: number, seen } = this.#parts;
    activity.hidden = items.length === 0;
    number.textContent = unseen?.unseen > 0 ? `${unseen.unseen}${unseen.more ? '+' : ''} new` : '';
    seen.hidden = number.textContent === '';
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
      this.#person.typing.sent();
    }
  }

  async #killDocuments(button, outcome) {
    const person = this.#person;
    button.disabled = true;
    const say = (text, isWell = false) => {
      outcome.textContent = text;
      outcome.classList.toggle('kept', isWell);
    };
    await watchOutage({ note: person.note, kill: killDocuments, stored: () => person.stored(), have: () => person.written(), say })
      .catch((failure) => say(failure.message));
    button.disabled = false;
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
