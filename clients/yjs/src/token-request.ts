import { sender, type RequestOptions } from './requests.js';

export interface TokenRequestOptions extends RequestOptions {
  /** `write` unless told. */
  readonly access?: 'read' | 'write';
}

/** For {@link HeliographProviderOptions.getToken}: lets the platform issue the tokens, to whoever the grants of the user's access token allow it. */
export function requestTokens({ access = 'write', ...options }: TokenRequestOptions): (document: string) => Promise<string> {
  const send = sender(options);
  return async (document) => ((await (await send('POST', '/documents/tokens', { document, access })).json()) as { token: string }).token;
}
