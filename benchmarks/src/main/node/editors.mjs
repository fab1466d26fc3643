// Clients as applications have them.
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export function editor(url, document, token, doc = new Y.Doc()) {
  const provider = new WebsocketProvider(`${url}/documents/sync`, document, doc, {
    WebSocketPolyfill: WebSocket, disableBc: true, params: { token },
  });
  return { doc, provider };
}

export function close({ doc, provider }) {
  provider.destroy();
  doc.destroy();
}

/** A socket of a client that is only as much of y-websocket as a scenario needs. */
export function socket(url, document, token) {
  const opened = new WebSocket(`${url}/documents/sync/${document}?token=${token}`);
  opened.binaryType = 'nodebuffer';
  return opened;
}
