import { HeliographError } from '../errors.js';
import type { ClientOptions } from '../options.js';
import { isTemporary } from '../publishing/retry.js';

const TIMEOUT_MS = 10_000;
const UNAUTHENTICATED = 401;
const NO_CONTENT = 204;

/** Makes a request to Heliograph and resolves to its JSON; rejects with a HeliographError. */
export type Http = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => Promise<unknown>;

/** Where requests go and what proves who makes them: what `createClient` is given. */
export interface HttpOptions {
  readonly url: string;
  readonly getToken: ClientOptions['getToken'];
  /** Default: the global one. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/**
 * Makes requests with a bearer token, which is kept until the server refuses it: then a newer one is asked for, and the request made once
 * more. An answer may take 10 s.
 */
export function createHttp({ url, getToken, fetch = globalThis.fetch }: HttpOptions): Http {
  const base = url.replace(/^ws/, 'http').replace(/\/*$/, '');
  let token: Promise<string> | undefined;
  const ask = (reason: 'connect' | 'expired'): Promise<string> => {
    const asked = (async () => getToken({ reason, signal: AbortSignal.timeout(TIMEOUT_MS) }))();
    token = asked;
    asked.catch(() => (token = token === asked ? undefined : token));
    return asked;
  };
  const answerWith = async (bearer: Promise<string>, ...[method, path, body]: Parameters<Http>): Promise<Response> => {
    const authorization = `Bearer ${await bearer.catch(failed('token_failed', 'getToken gave no token'))}`;
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return fetch(base + path, { method, headers, ...content, signal: AbortSignal.timeout(TIMEOUT_MS) })
      .catch(failed('unavailable', `${method} ${path} had no answer`));
  };
  return async (...request) => {
    const bearer = token ?? ask('connect');
    let answer = await answerWith(bearer, ...request);
    if (answer.status === UNAUTHENTICATED) {
      answer = await answerWith(token === bearer ? ask('expired') : (token ?? ask('expired')), ...request);
    }
    if (!answer.ok) {
      throw await problemOf(answer);
    }
    return answer.status === NO_CONTENT ? undefined : answer.json().catch(failed('malformed', 'the answer is not JSON'));
  };
}

const failed = (code: string, message: string) => (cause: unknown): never => {
  throw new HeliographError(code, message, true, { cause });
};

/** RFC 9457 with the codes of docs/protocol.md §7, or what a proxy made of it. */
async function problemOf(answer: Response): Promise<HeliographError> {
  const { code = `http_${answer.status}`, detail, title } = (await answer.json().catch(() => ({}))) as Record<string, string | undefined>;
  return new HeliographError(code, detail ?? title ?? `answered with ${answer.status}`, isTemporary(code) || answer.status >= 500);
}
