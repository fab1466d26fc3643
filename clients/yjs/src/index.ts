export { HeliographProvider } from './provider.js';
export type { DocumentState, DocumentStatus, HeliographProviderOptions } from './provider.js';
export { requestTokens } from './token-request.js';
export type { TokenRequestOptions } from './token-request.js';
