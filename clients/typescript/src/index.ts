export { createClient } from './client.js';
export type { Client, ClientEvents, DataOf, StateChange } from './client.js';
export type { Clock } from './clock.js';
export type { Backoff } from './connection/backoff.js';
export type { Close, StateName, TokenReason } from './connection/state.js';
export { HeliographError, type LocalErrorCode } from './errors.js';
export type { ClientOptions, TokenRequest } from './options.js';
export type { KeyValueStorage } from './storage/memory.js';
export type { StateChange as ChannelStateChange, StateValue } from './subscription/state.js';
export type {
  Gap, HistoryOptions, HistoryPage, Message, PublishOptions, SubscribeOptions, Subscription, SubscriptionEvents, TransientMessage,
} from './subscription/subscription.js';
export type { WebSocketConstructor, WebSocketLike } from './transport/websocket.js';
