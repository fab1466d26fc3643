export interface TokenRequestOptions {
  /** The platform's address, such as `https://live.example.org`. */
  readonly url: string;
  /** The user's access token, the same as for `createClient`. */
  readonly getToken: () => Promise<string>;
  /** `write` unless told. */
  readonly access?: 'read' | 'write';
  /** The page's own unless told. */
  readonly fetch?: typeof fetch;
}

/** For {@link HeliographProviderOptions.getToken}: lets the platform issue the tokens, to whoever the grants of the user's access token allow it. */
export function requestTokens({ url, getToken, access = 'write', fetch: send = fetch }: TokenRequestOptions): (document: string) => Promise<string> {
  return async (document) => {
    const response = await send(new URL('/documents/tokens', url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await getToken()}` },
      body: JSON.stringify({ document, access }),
    });
    if (!response.ok) {
      throw new Error(`no token for the document ${document}: the server answered ${response.status}`);
    }
    return ((await response.json()) as { token: string }).token;
  };
}
