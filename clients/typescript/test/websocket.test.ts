import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../src/index.js';
import type { ClientFrame, ServerFrame } from '../src/protocol/frames.js';
import { serveWebSocket } from './websocket-server.js';

const skip = 'WebSocket' in globalThis ? false : 'Node 20 has a global WebSocket only with --experimental-websocket';

test('a real WebSocket carries hello, messages, a publication and the end', { skip }, async () => {
  const frames: ClientFrame[] = [];
  const { url, server } = await serveWebSocket((text, say) => {
    const frame = JSON.parse(text) as ClientFrame;
    frames.push(frame);
    answers(frame).forEach((answer) => say(JSON.stringify(answer)));
  });
  const client = createClient({ url, getToken: () => 'token' }).connect();
  const room = client.subscribe('room:1');

  const message = await new Promise((resolve) => room.on('message', resolve));
  await room.publish('grüße');
  client.close();

  assert.deepEqual(message, { id: 'i1', channel: 'room:1', type: 't', data: 'grüße', position: 'e1.1', time: '2026-01-01T12:00:00Z', replayed: false });
  assert.deepEqual(frames.slice(0, 2).map(({ op }) => op), ['hello', 'publish']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function answers(frame: ClientFrame): ServerFrame[] {
  const time = '2026-01-01T12:00:00Z';
  switch (frame.op) {
    case 'hello':
      return [
        { op: 'welcome', connection: 'c1', user: '42', pingInterval: 25_000, expiresIn: 3_600_000, serverTime: time },
        { op: 'subscribed', channel: 'room:1', position: 'e1.0', head: 'e1.0', resumed: true },
        { op: 'message', channel: 'room:1', epoch: 'e1', offset: 1, id: 'i1', type: 't', time, data: 'grüße' },
      ];
    case 'publish':
      return [{ op: 'published', ref: frame.ref, id: frame.id }];
    default:
      return [];
  }
}
