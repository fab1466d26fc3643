import type { ClientOptions } from '../../src/options.js';
import type { Client } from '../../src/client.js';
import { ORIGIN } from '../../src/protocol/position.js';
import { violations, type Told } from './checker.js';
import { Network } from './network.js';
import { between, seeded } from './random.js';
import { FakeServer, type Faults } from './server.js';
import { VirtualClock } from './virtual-clock.js';

/** Makes the client under test: the one of this build, or a mutant of it. */
export type CreateClient = (options: ClientOptions) => Client;

/** What one run came to. */
export interface Outcome {
  readonly violations: string[];
  readonly applied: number;
  readonly cuts: number;
  readonly bites: FakeServer['bites'];
}

const CHANNELS = ['user:u', 'room:1', 'room:2'];
const FAULTS: Faults = { duplicate: 0.05, omit: 0.005, overlap: 0.3, unavailable: 0.02 };
const CALM: Faults = { duplicate: 0, omit: 0, overlap: 0, unavailable: 0 };
const CLIENTS = 6;
const TURN_MS = 1_000;

/** A world out of one seed: clients, a server, bad weather; then good weather, in which everything must be caught up. */
export async function run(create: CreateClient, seed: number, turns: number): Promise<Outcome> {
  const random = seeded(seed);
  const clock = new VirtualClock();
  const faults = { ...FAULTS };
  const server = new FakeServer(clock, random, faults);
  const network = new Network(clock, random, { latencyMs: [2, 120] }, (socket) => server.accept(socket));
  const people = Array.from({ length: CLIENTS }, (_, index) => new Person(create, `person-${index}`, network, server, random));
  let cuts = 0;

  people.forEach((person) => person.client.connect());
  for (let turn = 0; turn < turns; turn++) {
    publishSome(server, random, turn);
    people.forEach((person) => person.publishSometimes(turn));
    cuts += breakSome(network, random);
    drainOrTrimOrRestart(server, random);
    network.isUp = random() > 0.02;
    await clock.advance(TURN_MS);
  }
  Object.assign(faults, CALM);
  network.isUp = true;
  await clock.advance(200_000);   // two and a half silent intervals, and the longest back-off
  CHANNELS.forEach((channel) => server.publish(channel, `last-${channel}`, 0, false));   // shows what was lost at the end
  await clock.advance(60_000);

  const found = [...server.offences, ...people.flatMap((person) => person.violations())];
  people.forEach((person) => person.client.close());
  return { violations: found, applied: people.reduce((sum, person) => sum + person.applied, 0), cuts, bites: server.bites };
}

/** An application: subscribes to all channels, publishes now and then, and writes down what it is told. */
class Person {
  readonly client: Client;
  readonly #name: string;
  readonly #server: FakeServer;
  readonly #random: () => number;
  readonly #told = new Map<string, Told[]>();
  readonly #published = new Map<string, string>();

  constructor(create: CreateClient, name: string, network: Network, server: FakeServer, random: () => number) {
    this.#name = name;
    this.#server = server;
    this.#random = random;
    this.client = create({
      url: 'https://example.com',
      getToken: () => server.token(),
      device: name,
      WebSocket: network.socketFor(name),
      clock: server.clock,
      random,
    });
    CHANNELS.forEach((channel) => this.#subscribe(channel));
  }

  get applied(): number {
    return [...this.#told.values()].reduce((sum, told) => sum + told.length, 0);
  }

  publishSometimes(turn: number): void {
    const count = this.#random() < 0.003 ? 100 : this.#random() < 0.3 ? 1 : 0;   // a hundred is more than a connection may send at once
    for (let index = 0; index < count; index++) {
      const id = `${this.#name}-${turn}-${index}`;
      const became = (state: string) => () => void this.#published.set(id, state);
      became('waiting')();
      this.client.publish('room:1', turn, { id }).then(became('published'), became('rejected'));
    }
  }

  violations(): string[] {
    const ofChannels = CHANNELS.flatMap((channel) => {
      const { lives, epoch } = this.#server.log(channel);
      const wasReset = (reason: string, position: string): boolean =>
        this.#server.resets.has(`${this.#name} ${channel} ${reason} ${position}`);
      return violations(this.#told.get(channel)!, { lives, epoch, start: ORIGIN, wasReset }).map((what) => `${channel} ${what}`);
    });
    const rows = [...this.#server.log('room:1').lives.values()].flat();
    const ofPublications = [...this.#published].flatMap(([id, state]) => {
      const times = rows.filter((row) => row.id === id).length;
      return state === 'published' && times === 1 ? [] : [`publication ${id} is ${state}, stored ${times} times`];
    });
    return [...ofChannels, ...ofPublications].map((what) => `${this.#name} ${what}`);
  }

  #subscribe(channel: string): void {
    const told: Told[] = [];
    this.#told.set(channel, told);
    const subscription = this.client.subscribe(channel, { since: 'beginning' });
    subscription.on('message', ({ position, id }) => told.push({ kind: 'message', position, id }));
    subscription.on('gap', ({ reason, position }) => told.push({ kind: 'gap', reason, position: position ?? '' }));
  }
}

function publishSome(server: FakeServer, random: () => number, turn: number): void {
  const burst = random() < 0.02 ? 120 : between(random, 0, 4);
  for (let index = 0; index < burst; index++) {
    const channel = CHANNELS[between(random, 0, CHANNELS.length - 1)]!;
    server.clock.setTimeout(() => server.publish(channel, `${turn}-${index}`, index, random() < 0.05), between(random, 0, TURN_MS - 1));
  }
}

/** Breaks about one link in twenty, a third of them half-open. */
function breakSome(network: Network, random: () => number): number {
  const broken = [...network.sockets].filter(() => random() < 0.05);
  for (const socket of broken) {
    if (random() < 0.3) {
      socket.isHalfOpen = true;
    } else {
      socket.break(1006);
    }
  }
  return broken.length;
}

function drainOrTrimOrRestart(server: FakeServer, random: () => number): void {
  for (const connection of server.connections) {
    if (random() < 0.02) {
      connection.askToReconnect(between(random, 0, 5_000));
      server.clock.setTimeout(() => server.connections.has(connection) && connection.close(1012, 'DRAINING', true), 10_000);
    }
  }
  for (const log of server.logs.values()) {
    if (random() < 0.01) {
      log.trim(5);
    }
    if (random() < 0.003) {
      log.restart();
    }
  }
}
