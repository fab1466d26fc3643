import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';   // RFC 6455 §1.3
const TEXT = 0x81;

/** As little of RFC 6455 as one test needs: whole text messages of less than 64 KiB; every other frame ends the connection. */
export async function serveWebSocket(answer: (text: string, say: (text: string) => void) => void): Promise<{ url: string; server: Server }> {
  const server = createServer();
  server.on('upgrade', (request, socket: Socket) => {
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${KEY_SUFFIX}`).digest('base64');
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: heliograph.v1\r\n\r\n`,
    );
    let unread = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk]);
      for (let message = read(unread); message !== undefined; message = read(unread)) {
        unread = unread.subarray(message.bytes);
        if (message.head !== TEXT) {
          socket.end();
          return;
        }
        answer(message.text, (text) => socket.write(write(text)));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** The first frame in `bytes`, unmasked; undefined while it is incomplete. */
function read(bytes: Buffer): { head: number; text: string; bytes: number } | undefined {
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start + 4) {
    return undefined;
  }
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  const end = start + 4 + length;
  if (bytes.length < end) {
    return undefined;
  }
  const mask = bytes.subarray(start, start + 4);
  const text = Buffer.from(bytes.subarray(start + 4, end).map((byte, index) => byte ^ mask[index % 4]!));
  return { head: bytes[0]!, text: text.toString('utf8'), bytes: end };
}

function write(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = payload.length < 126 ? Buffer.from([TEXT, payload.length]) : Buffer.from([TEXT, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([length, payload]);
}
