import type { PublishOptions, Subscription, SubscribeOptions } from '../subscription/subscription.js';
import type { StateName } from '../connection/state.js';

/** What stores and hooks need of a client. Every `Client` is one, whatever its channels carry. */
export interface Channels {
  readonly state: StateName;
  readonly user: string | undefined;
  on(name: 'state', listener: (change: { readonly to: StateName }) => void): () => void;
  subscribe(channel: string, options?: SubscribeOptions): Subscription<unknown>;
  publish(channel: string, data: unknown, options?: PublishOptions): Promise<void>;
}

const utf8 = new TextEncoder();

/** The channel of a kind that belongs to a subject: what no channel name may hold is percent-encoded, docs/protocol.md §1.1. */
export function channelOf(kind: string, subject: string): string {
  return `${kind}:${subject.replace(/[^A-Za-z0-9_\-./:@+~=]/gu, encoded)}`;
}

const encoded = (character: string): string =>
  [...utf8.encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
