export { useChannel, useConnection, type ChannelListeners } from './client.js';
export { useFeed, useInbox, useTimeline, type FeedActions, type InboxActions } from './lists.js';
export { usePresence, useStatus } from './people.js';
export { usePreferences, type PreferencesActions } from './preferences.js';
export { HeliographProvider, useHeliograph, type Heliograph } from './provider.js';
