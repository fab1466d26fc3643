import { HeliographBell } from './bell.js';
import { HeliographConnectionStatus } from './connection-status.js';
import { HeliographFeed } from './feed.js';
import { HeliographPresence } from './presence.js';

export { avatarHue } from './avatar.js';
export { HeliographBell, HeliographConnectionStatus, HeliographFeed, HeliographPresence };
export type {
  ConnectionSource, FeedItem, FeedStore, InboxItem, InboxStore, PresenceStore, PresentUser, Source,
} from './stores.js';

const ELEMENTS = {
  'heliograph-bell': HeliographBell,
  'heliograph-connection-status': HeliographConnectionStatus,
  'heliograph-feed': HeliographFeed,
  'heliograph-presence': HeliographPresence,
} as const;

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (customElements.get(name) === undefined) {   // a page may load the module twice
    customElements.define(name, element);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'heliograph-bell': HeliographBell;
    'heliograph-connection-status': HeliographConnectionStatus;
    'heliograph-feed': HeliographFeed;
    'heliograph-presence': HeliographPresence;
  }
}
