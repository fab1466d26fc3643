import { test } from 'node:test';
import type { DataOf } from '../src/index.js';

interface Events {
  'user:*': { title: string };
  'room:lobby': number;
}

/** Compiles only if both types are the same. */
type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
const holds = <Claim extends true>(): Claim | undefined => undefined;

test('the data of a channel follows from its name', () => {
  holds<Same<DataOf<Events, 'user:42'>, { title: string }>>();
  holds<Same<DataOf<Events, 'room:lobby'>, number>>();
  holds<Same<DataOf<Events, 'room:other'>, unknown>>();
  holds<Same<DataOf<Events, string>, unknown>>();
  holds<Same<DataOf<object, 'room:lobby'>, unknown>>();
});
