/**
 * The frames of the client protocol, docs/protocol.md §3 and §4, as they stand on the wire: one JSON object each, named by `op`.
 * Durations are milliseconds; positions are texts, `0` or `<epoch>.<offset>`.
 */

/** What one channel is asked for with (§3.1). `position` and `since` exclude each other. */
export interface SubscriptionRequest {
  channel: string;
  position?: string;
  since?: 'beginning';
}

/** §3.1 */
export interface HelloFrame {
  op: 'hello';
  token: string;
  device?: string;
  client?: string;
  replaces?: string;
  subscribe?: SubscriptionRequest[];
}

/** §3.2 */
export interface SubscribeFrame {
  op: 'subscribe';
  ref?: string;
  subscribe: SubscriptionRequest[];
}

/** §3.3 */
export interface UnsubscribeFrame {
  op: 'unsubscribe';
  channels: string[];
}

/** §3.4 */
export interface PublishFrame {
  op: 'publish';
  ref: string;
  channel: string;
  durability?: 'latest' | 'transient';
  key?: string;
  id: string;
  type: string;
  time?: string;
  data: unknown;
}

/** §3.5 */
export interface AcknowledgeFrame {
  op: 'acknowledge';
  positions: Record<string, string>;
}

/** §3.6 */
export interface RefreshFrame {
  op: 'refresh';
  ref?: string;
  token: string;
}

/** §3.7 */
export interface PongFrame {
  op: 'pong';
}

/** §3.8 */
export interface HistoryRequest {
  op: 'history';
  channel: string;
  before?: string;
  limit?: number;
}

/** §3.9 */
export interface EnterRequest {
  op: 'enter';
  channel: string;
  data?: object;
}

/** §3.10 */
export interface LeaveRequest {
  op: 'leave';
  channel: string;
}

/** §3.11 */
export interface ActivityFrame {
  op: 'activity';
  idle: boolean;
}

/** What is asked with a `ref`, which the answer repeats. */
export type Request = HistoryRequest | EnterRequest | LeaveRequest;

/** Everything a client sends (§3). */
export type ClientFrame =
  | HelloFrame
  | SubscribeFrame
  | UnsubscribeFrame
  | PublishFrame
  | AcknowledgeFrame
  | RefreshFrame
  | PongFrame
  | ActivityFrame
  | (Request & { ref: string });

/** §4.1 */
export interface WelcomeFrame {
  op: 'welcome';
  connection: string;
  user: string;
  pingInterval: number;
  expiresIn: number;
  serverTime: string;
}

/** §4.2 */
export interface SubscribedFrame {
  op: 'subscribed';
  ref?: string;
  channel: string;
  position: string;
  head: string;
  resumed: boolean;
  pending?: boolean;
}

/** §4.3 */
export interface MessageFrame {
  op: 'message';
  channel: string;
  epoch: string;
  offset: number;
  id: string;
  type: string;
  time: string;
  user?: string;
  traceparent?: string;
  data: unknown;
}

/** §4.3, transient: it has no place in the channel. */
export interface TransientFrame {
  op: 'message';
  channel: string;
  epoch?: undefined;
  id?: string;
  type: string;
  time: string;
  user?: string;
  traceparent?: string;
  data: unknown;
}

/** §4.4; `from` and `to` are inclusive. */
export interface SkippedFrame {
  op: 'skipped';
  channel: string;
  epoch: string;
  from: number;
  to: number;
}

/** §4.5; `position` is left out exactly when the reason is `denied`. Reasons other than the known four may be added. */
export interface ResetFrame {
  op: 'reset';
  ref?: string;
  channel: string;
  reason: string;
  position?: string;
}

/** §4.6 */
export interface PublishedFrame {
  op: 'published';
  ref: string;
  id?: string;
}

/** §4.7 */
export interface RefreshedFrame {
  op: 'refreshed';
  ref?: string;
  expiresIn: number;
}

/** §4.8 */
export interface ReconnectFrame {
  op: 'reconnect';
  afterMs: number;
}

/** §4.9 */
export interface ErrorFrame {
  op: 'error';
  ref?: string;
  code: string;
  message: string;
  channel?: string;
}

/** §4.10 */
export interface ClosingFrame {
  op: 'closing';
  code: number;
  reason: string;
  reconnect: boolean;
  retryAfterMs: number;
}

/** §4.11 */
export interface PingFrame {
  op: 'ping';
}

/** One value of a {@link StateFrame}. */
export interface Value {
  channel: string;
  key: string;
  version: string;
  removed?: boolean;
  id?: string;
  type?: string;
  time?: string;
  user?: string;
  data?: unknown;
}

/** §4.12 */
export interface StateFrame {
  op: 'state';
  complete?: string[];
  values: Value[];
}

/** §4.13 */
export interface PresenceFrame {
  op: 'presence';
  ref: string;
  channel: string;
  entered: boolean;
}

/** §4.14 */
export interface HistoryFrame {
  op: 'history';
  ref: string;
  channel: string;
  position: string;
  more: boolean;
  frames: (MessageFrame | SkippedFrame)[];
}

/** Everything a server sends (§4). */
export type ServerFrame =
  | WelcomeFrame
  | SubscribedFrame
  | MessageFrame
  | TransientFrame
  | StateFrame
  | PresenceFrame
  | HistoryFrame
  | SkippedFrame
  | ResetFrame
  | PublishedFrame
  | RefreshedFrame
  | ReconnectFrame
  | ErrorFrame
  | ClosingFrame
  | PingFrame;
