// Examples made of those of the contracts.
import { example, frames } from '../contracts.mjs';
import { isWritten, topics } from '../topics.mjs';

const notification = () => example('io.heliograph.notification.v1');
const activity = () => example('io.heliograph.activity.v1');
const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

const publication = () => ({
  specversion: '1.0', id: 'greeting-1', source: '/greeter', type: 'chat.message', time: '2026-01-01T12:00:00Z', channel: 'room:lobby', data: { text: 'hello' },
});
const signal = () => ({
  specversion: '1.0', id: 'score-7', source: '/games', type: 'game.score', time: '2026-01-01T12:00:00Z', channel: 'live:match-7', durability: 'latest', statekey: 'score', data: { home: 3 },
});

export const events = () => ({
  ...Object.fromEntries(topics.filter(isWritten).flatMap((topic) => topic.types).filter((type) => example(type)).map((type) => [type, example(type)])),
  publication: publication(),
  signal: signal(),
});
export const batch = () => [notification(), publication()];
export const data = () => notification().data;

const shownNotification = () => ({
  id: '0b8a2c1e-6f0e-5d0c-8a43-2f5f1d3e7a90',
  read: false,
  ...without(notification().data, 'recipients'),
  createdAt: notification().time,
  event: { source: notification().source, id: notification().id },
});
export const inboxPage = () => ({ items: [shownNotification()], unread: 3, next: null });

export const preferences = () => ({
  timeZone: 'Europe/Berlin',
  quietHours: { from: '22:00', to: '07:00' },
  digest: { every: 'daily', at: '08:00' },
  categories: { orders: { push: false } },
  effective: [{ category: 'orders', title: 'Orders', required: false, digest: 'daily', channels: { 'in-app': true, push: false } }],
});
export const explanation = () => ({
  id: shownNotification().id,
  event: shownNotification().event,
  policy: 'orders',
  decidedAt: notification().time,
  channels: {
    'in-app': { outcome: 'inbox', reasons: [{ code: 'on_by_default', text: 'The category uses the channel.' }, { code: 'quiet_hours', text: 'The user has quiet hours.' }] },
    push: { outcome: 'suppress', reasons: [{ code: 'switched_off', text: 'The user has switched it off.' }] },
  },
  push: { results: [] },
});

const shownActivity = () => ({
  time: activity().time,
  id: '5f0c2f7e-3a0a-5b64-9a3e-0d4d1c6f2b11',
  ...without(activity().data, 'aggregate_by', 'visibility'),
  visibility: 'public',
});
const page = (channel, items) => ({ items, next: 'AZt0Ykg', previous: 'AZt0Ykk', channel, position: 'e7.20' });

export const feedPages = () => ({
  activities: page('feed:team-7', [shownActivity()]),
  groups: page('feed:team-7', [{ activity: shownActivity(), actors: [activity().data.actor], actorCount: 1, ids: [shownActivity().id] }]),
});
export const timelinePage = () => ({ ...page('timeline:ann', [shownActivity()]), unseen: { unseen: 1 }, merged: ['feed:celebrity'] });
export const ownActivity = () => without(activity().data, 'actor', 'feeds', 'visibility', 'aggregate_by');

export const publicationPage = () => {
  const server = frames('server');
  const list = ['message', 'skipped'].map((op) => server.get(op));
  return { channel: list[0].channel, position: `${list[1].epoch}.${list[1].to}`, head: `${list[1].epoch}.${list[1].to}`, frames: list };
};
