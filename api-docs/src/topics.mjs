// What the schemas do not say: which event stands on which topic, under which key, and who writes and reads it (docs/events.md §2).
const WRITE = 'heliograph receives it';   // product teams send
const READ = 'heliograph sends it';       // product teams receive

export const topics = [
  {
    name: 'heliograph.notifications', direction: WRITE, key: 'The first recipient, the feed whose followers it is for, `everyone`, or what is to stay in order.',
    summary: 'Who is to know something. Kept in their inboxes and shown on their open screens.',
    types: ['io.heliograph.notification.v1', 'io.heliograph.notification.retracted.v1'],
  },
  {
    name: 'heliograph.activities', direction: WRITE, key: 'The first feed.',
    summary: 'What somebody did. Stored in feeds and in the timelines of their followers.',
    types: ['io.heliograph.activity.v1', 'io.heliograph.activity.updated.v1', 'io.heliograph.activity.retracted.v1'],
  },
  {
    name: 'heliograph.publications', direction: WRITE, key: 'The channel; the partition is murmur2 of it.',
    summary: 'Durable publications: stored, with an offset in their channel. The type is the producer\'s own and the data any JSON.',
    types: ['publication'],
  },
  {
    name: 'heliograph.signals', direction: WRITE, key: 'The channel; the partition is murmur2 of it.',
    summary: 'Latest values of a channel by key, and transient publications. The type is the producer\'s own and the data any JSON.',
    types: ['signal'],
  },
  {
    name: 'heliograph.connections', direction: READ, key: 'The user.',
    summary: 'What becomes of connections.',
    types: ['io.heliograph.connection.opened.v1', 'io.heliograph.connection.resumed.v1', 'io.heliograph.connection.announced.v1',
      'io.heliograph.connection.activity.v1', 'io.heliograph.connection.closed.v1'],
  },
  {
    name: 'heliograph.memberships', direction: READ, key: 'The channel.',
    summary: 'Who entered a channel, changed their data there, left.',
    types: ['io.heliograph.membership.entered.v1', 'io.heliograph.membership.updated.v1', 'io.heliograph.membership.left.v1'],
  },
  {
    name: 'heliograph.acknowledgements', direction: READ, key: 'The user.',
    summary: 'What devices have applied.',
    types: ['io.heliograph.acknowledgement.v1'],
  },
  {
    name: 'heliograph.presence', direction: READ, key: 'The user.',
    summary: 'Online, idle, offline. Compacted: the newest of each user is kept.',
    types: ['io.heliograph.presence.changed.v1'],
  },
  {
    name: 'heliograph.emails', direction: READ, key: 'The user.',
    summary: 'Notifications that no device has acknowledged and that their user wants by e-mail. Who reads this sends them.',
    types: ['io.heliograph.email.requested.v1'],
  },
  {
    name: 'heliograph.documents', direction: READ, key: 'The document.',
    summary: 'Which documents were edited or deleted. Some seconds after the last edit, and every half minute while edits go on.',
    types: ['io.heliograph.document.changed.v1'],
  },
  {
    name: 'heliograph.receipts', direction: READ, key: 'The source of the event that it is about.',
    summary: 'What became of an event: accepted, rejected with the reason, delivered, expired.',
    types: ['io.heliograph.receipt.accepted.v1', 'io.heliograph.receipt.rejected.v1', 'io.heliograph.receipt.delivered.v1',
      'io.heliograph.receipt.expired.v1'],
  },
];

export const isWritten = (topic) => topic.direction === WRITE;

/** Created, and neither written nor read by anything yet. */
export const reserved = ['heliograph.revocations', 'heliograph.journal'];
