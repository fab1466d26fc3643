import type { StateValue } from '../../subscription/state.js';
import type { StatusSnapshot, UserStatus } from '../status/status.js';

const MEMBER = 'member:';

/** A device of a member, docs/protocol.md §10.2. */
export interface MemberDevice {
  readonly connection: string;
  readonly device?: string;
  readonly since: string;
  /** What it entered with. */
  readonly data?: object;
}

/** Somebody who entered a channel. */
export interface Member {
  readonly user: string;
  /** What the newest of the devices that brought something entered with. */
  readonly data?: object;
  /** Its `name`, if that is a text. */
  readonly name?: string;
  /** RFC 3339. */
  readonly since: string;
  readonly devices: readonly MemberDevice[];
  /** Undefined when statuses were not asked for, or this one is not known. */
  readonly status?: UserStatus['status'];
}

/** How many there are in a channel with so many members that they are not named. */
export interface Occupancy {
  readonly members: number;
  readonly connections: number;
}

/** The members that the state of a channel names, those who came first at the front. */
export function membersOf(state: ReadonlyMap<string, StateValue>, statuses: StatusSnapshot): Member[] {
  return [...state]
    .filter(([key]) => key.startsWith(MEMBER))
    .map(([, { data }]) => memberOf(data as Pick<Member, 'user' | 'since' | 'devices'>, statuses))
    .sort((left, right) => Date.parse(left.since) - Date.parse(right.since) || (left.user < right.user ? -1 : 1));
}

function memberOf({ user, since, devices }: Pick<Member, 'user' | 'since' | 'devices'>, statuses: StatusSnapshot): Member {
  const data = [...devices].sort((left, right) => Date.parse(right.since) - Date.parse(left.since)).find((device) => device.data)?.data;
  const name = (data as { name?: unknown } | undefined)?.name;
  const status = statuses.get(user)?.status;
  return {
    user, since, devices,
    ...(data === undefined ? {} : { data }),
    ...(typeof name === 'string' ? { name } : {}),
    ...(status === undefined ? {} : { status }),
  };
}

/** How many there are, when they are too many to be named. */
export function occupancyOf(state: ReadonlyMap<string, StateValue>): Occupancy | undefined {
  return state.get('occupancy')?.data as Occupancy | undefined;
}
