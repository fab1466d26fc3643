/** Reading a document with its history may take this long, in milliseconds. */
const TIMEOUT = 60_000;

export interface RequestOptions {
  /** The platform's address, such as `https://live.example.org`. */
  readonly url: string;
  /** The user's access token, the same as for `createClient`. */
  readonly getToken: () => Promise<string>;
  /** The page's own unless told. */
  readonly fetch?: typeof fetch;
}

/** A request that the server did not do, or that was not worth sending. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  /** @param code one of docs/protocol.md §7, such as `forbidden`, `not_found` or `too_large`; `http_502` when a proxy answered */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export type Send = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Response>;

/** Makes requests with the user's access token. Rejects with a {@link DocumentError}, or with what `fetch` rejects with when the server is away. */
export function sender({ url, getToken, fetch: send = fetch }: RequestOptions): Send {
  return async (method, path, body) => {
    const response = await send(new URL(path, url), {
      method,
      headers: { Authorization: `Bearer ${await getToken()}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) {
      const { code = `http_${response.status}`, detail } = (await response.json().catch(() => ({}))) as Record<string, string | undefined>;
      throw new DocumentError(code, detail ?? `the server answered ${response.status}`);
    }
    return response;
  };
}
