import { HeliographBell } from './bell.js';
import { HeliographConnectionStatus } from './connection-status.js';
import { HeliographFeed } from './feed.js';
import { HeliographPreferences } from './preferences.js';
import { HeliographPresence } from './presence.js';

export { avatarHue } from './avatar.js';
export { HeliographBell, HeliographConnectionStatus, HeliographFeed, HeliographPreferences, HeliographPresence };
export type {
  CategoryPreferences, ConnectionSource, DigestChoice, ExplainedChannel, Explanation, FeedItem, FeedStore, InboxItem, InboxStore, Preferences, PreferencesChange,
  PreferencesStore, PresenceStore, PresentUser, Source,
} from './stores.js';

const ELEMENTS = {
  'heliograph-bell': HeliographBell,
  'heliograph-connection-status': HeliographConnectionStatus,
  'heliograph-feed': HeliographFeed,
  'heliograph-preferences': HeliographPreferences,
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
    'heliograph-preferences': HeliographPreferences;
    'heliograph-presence': HeliographPresence;
  }
}
