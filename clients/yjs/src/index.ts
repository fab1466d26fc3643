export { HeliographProvider } from './provider.js';
export type { DocumentState, DocumentStatus, HeliographProviderOptions } from './provider.js';
export { requestTokens } from './token-request.js';
export type { TokenRequestOptions } from './token-request.js';
export { DocumentError } from './requests.js';
export type { RequestOptions } from './requests.js';
export { DocumentVersions } from './versions.js';
export type { DocumentVersion, DocumentVersionsOptions } from './versions.js';
