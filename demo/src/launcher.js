/** What the launcher of the platform does for this page; see its `DemoSite`. */

/** An access token of a person of the demo. */
export async function token(user, signal, fetch) {
  const answer = await fetch(`/demo/token?user=${user}`, { signal });
  if (!answer.ok) {
    throw new Error(`no token for ${user}: ${answer.status}`);
  }
  return answer.text();
}

/** Has an event written to Kafka; returns what the launcher says about it. */
export const emit = (event, user) => post('/demo/emit', { event, user });

/** SIGKILL; the launcher starts the gateway again two seconds later. */
export const killGateway = (gateway) => post('/demo/kill-gateway', { gateway });

/** SIGKILL to a process of document-service, the next one each time; it is started again two seconds later. */
export const killDocuments = () => post('/demo/kill-documents', {});

const TRIES = 150;
const SAME_AFTER_TRIES = 20;
const PAUSE_MS = 200;

/**
 * The gateway that a device is connected to, as the connection events on Kafka tell; undefined if they do not in half a minute.
 *
 * @param before where it was: its new connection may be there again, so this is the answer only when no other one comes for a while
 */
export async function gatewayOf(device, before) {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await fetch(`/demo/gateway?device=${encodeURIComponent(device)}`).catch(() => undefined);
    const { gateway } = answer?.ok ? await answer.json() : {};
    if (gateway && (gateway !== before || tries >= SAME_AFTER_TRIES)) {
      return gateway;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return undefined;
}

async function post(path, body) {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error((await answer.json()).detail);
  }
  return answer.status === 204 ? undefined : answer.json();
}
