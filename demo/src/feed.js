import { Changing } from './changing.js';

const CHANNEL = 'feed:demo';
const MAX_ITEMS = 50;

/** The activities of the page's feed, for `<heliograph-feed>`: those retained, and from then on what comes. */
export class Feed extends Changing {
  /** The newest first. */
  items = [];
  hasMore = false;

  constructor(client) {
    super();
    client.subscribe(CHANNEL, { since: 'beginning' }).on('message', (message) => this.#apply(message));
  }

  more() {
    // Everything retained is there.
  }

  #apply({ type, id, data, time }) {
    const key = data?.id ?? id;
    const others = this.items.filter((item) => item.id !== key);
    if (type === 'activity.added') {
      this.items = [shown(key, data, time), ...others].slice(0, MAX_ITEMS);
    } else if (type === 'activity.updated') {
      this.items = this.items.map((item) => (item.id === key ? shown(key, data, item.time) : item));
    } else if (type === 'activity.removed') {
      this.items = others;
    }
    this.changed();
  }
}

function shown(id, { actor, verb, object, content }, time) {
  return { id, actor, verb, object, content, time };
}
