import type { ClientFrame, ServerFrame, SubscriptionRequest } from '../../src/protocol/frames.js';
import { formatPosition, parsePosition, type Position } from '../../src/protocol/position.js';
import { ChannelLog } from './channel-log.js';
import type { FakeSocket, ServerEnd } from './network.js';
import type { VirtualClock } from './virtual-clock.js';

/** How often a healthy server of the simulation errs, as probabilities. */
export interface Faults {
  /** A message is sent twice. */
  readonly duplicate: number;
  /** A message is left out: the next one is a jump. */
  readonly omit: number;
  /** A resumed subscription begins a few offsets too early. */
  readonly overlap: number;
  /** A publication is answered with `unavailable`. */
  readonly unavailable: number;
}

const PING_MS = 25_000;
const FRAMES_PER_SECOND = 20;
const FRAMES_AT_ONCE = 60;

/** A gateway and its store, as docs/protocol.md has them, with faults. Counts what clients do that they must not. */
export class FakeServer {
  readonly logs = new Map<string, ChannelLog>();
  readonly connections = new Set<Connection>();
  readonly offences: string[] = [];
  /** Every reset that was sent: `owner channel reason position`. */
  readonly resets = new Set<string>();
  /** How often each fault happened: a fault that never bites proves nothing. */
  readonly bites = { duplicate: 0, omit: 0, overlap: 0, unavailable: 0, reset: 0, replaced: 0, refreshed: 0, acknowledged: 0 };
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly faults: Faults;
  tokenLifeMs = 120_000;
  #opened = 0;

  constructor(clock: VirtualClock, random: () => number, faults: Faults) {
    this.clock = clock;
    this.random = random;
    this.faults = faults;
  }

  log(channel: string): ChannelLog {
    const log = this.logs.get(channel) ?? new ChannelLog(channel);
    this.logs.set(channel, log);
    return log;
  }

  accept(socket: FakeSocket): Connection {
    const connection = new Connection(this, socket, `c${++this.#opened}`);
    this.connections.add(connection);
    return connection;
  }

  /** A token that lives as long as the server says. */
  token(): string {
    return `${this.clock.now() + this.tokenLifeMs}`;
  }

  publish(channel: string, id: string, data: unknown, isVoid: boolean): void {
    if (this.log(channel).append({ id, data, isVoid }) !== undefined) {
      this.connections.forEach((connection) => connection.deliver(channel));
    }
  }

  bit(fault: keyof Faults): boolean {
    const bites = this.random() < this.faults[fault];
    this.bites[fault] += bites ? 1 : 0;
    return bites;
  }
}

/** The server's end of one connection. */
export class Connection implements ServerEnd {
  readonly name: string;
  readonly socket: FakeSocket;
  isAsked = false;   // to reconnect
  readonly #server: FakeServer;
  readonly #sent = new Map<string, Position>();
  #device: string | undefined;
  #expiresAt = Infinity;
  #heardAt: number;
  #sentAt: number;
  #frames = FRAMES_AT_ONCE;
  #isEnded = false;

  constructor(server: FakeServer, socket: FakeSocket, name: string) {
    this.#server = server;
    this.socket = socket;
    this.name = name;
    this.#heardAt = this.#sentAt = server.clock.now();
    this.#watch();
  }

  received(text: string): void {
    const { clock } = this.#server;
    this.#frames = Math.min(FRAMES_AT_ONCE, this.#frames + ((clock.now() - this.#heardAt) * FRAMES_PER_SECOND) / 1000) - 1;
    this.#heardAt = clock.now();
    if (this.#frames < 0) {
      this.#offence('more frames than allowed');
    }
    const frame = JSON.parse(text) as ClientFrame;
    if (text.length > (frame.op === 'hello' || frame.op === 'subscribe' ? 32_768 : 16_384)) {
      this.#offence(`a ${frame.op} of ${text.length} bytes`);
    }
    if ((frame.op === 'hello') === (this.#device !== undefined)) {
      this.#offence(`a ${frame.op} at the wrong time`);
    }
    this.#handle(frame);
  }

  closed(byClient: boolean): void {
    this.#server.connections.delete(this);
    if (byClient && !this.isAsked && !this.#isEnded) {
      this.#offence('closed a healthy connection');
    }
    this.#isEnded = true;
  }

  /** Sends what the client has not got of a channel it subscribes to. */
  deliver(channel: string): void {
    const log = this.#server.log(channel);
    let sent = this.#sent.get(channel);
    if (sent === undefined || this.#isEnded) {
      return;
    }
    const reason = log.resetReason(sent);
    if (reason !== undefined) {
      sent = this.#reset(channel, reason);
    }
    for (let offset = sent.offset + 1; offset <= log.head; offset++) {
      this.#deliverRow(log, offset);
    }
    this.#sent.set(channel, { epoch: log.epoch, offset: log.head });
  }

  /** Ends this connection with a `closing`. */
  close(code: number, reason: string, reconnect: boolean): void {
    this.#send({ op: 'closing', code, reason, reconnect, retryAfterMs: 0 });
    this.#isEnded = true;
    this.socket.break(code);
  }

  askToReconnect(afterMs: number): void {
    this.isAsked = true;
    this.#send({ op: 'reconnect', afterMs });
  }

  #handle(frame: ClientFrame): void {
    switch (frame.op) {
      case 'hello':
        return this.#hello(frame);
      case 'subscribe':
        return frame.subscribe.forEach((request) => this.#subscribe(request, frame.ref));
      case 'unsubscribe':
        return frame.channels.forEach((channel) => this.#sent.delete(channel));
      case 'publish':
        return this.#publish(frame);
      case 'acknowledge':
        return Object.entries(frame.positions).forEach(([channel, position]) => this.#acknowledged(channel, position));
      case 'refresh':
        this.#server.bites.refreshed++;
        return this.#refresh(frame.token);
      case 'pong':
        return;
    }
  }

  #hello({ token, device, replaces, subscribe }: ClientFrame & { op: 'hello' }): void {
    this.#device = device ?? 'none';
    if (Number(token) <= this.#server.clock.now()) {
      this.close(4004, 'INVALID_TOKEN', false);
      return;
    }
    this.#expiresAt = Number(token);
    const { clock } = this.#server;
    const expiresIn = Math.floor(this.#expiresAt - clock.now());
    this.#send({ op: 'welcome', connection: this.name, user: 'u', pingInterval: PING_MS, expiresIn, serverTime: '2026-01-01T00:00:00Z' });
    for (const other of this.#server.connections) {
      if (other.name === replaces) {
        this.#server.bites.replaced++;
        other.close(4409, 'REPLACED', false);
      }
    }
    (subscribe ?? []).forEach((request) => this.#subscribe(request, undefined));
  }

  #subscribe({ channel, position: asked, since }: SubscriptionRequest, ref: string | undefined): void {
    const log = this.#server.log(channel);
    const head = { epoch: log.epoch, offset: log.head };
    const answer = { op: 'subscribed', ...(ref === undefined ? {} : { ref }), channel, head: formatPosition(head) } as const;
    if (this.#sent.has(channel)) {
      this.#send({ ...answer, position: formatPosition(head), resumed: true });
      return;
    }
    let start = asked === undefined ? (since === undefined ? head : { epoch: log.epoch, offset: log.first - 1 }) : parsePosition(asked)!;
    const reason = log.resetReason(start);
    this.#send({ ...answer, position: formatPosition(reason === undefined ? start : this.#resetTo(log)), resumed: reason === undefined });
    if (reason !== undefined) {
      start = this.#reset(channel, reason);
    } else if (this.#server.bit('overlap')) {
      start = { epoch: start.epoch, offset: Math.max(log.first - 1, start.offset - 3) };
    }
    this.#sent.set(channel, start);
    this.deliver(channel);
  }

  #publish({ ref, channel, id, data }: ClientFrame & { op: 'publish' }): void {
    if (this.#server.bit('unavailable')) {
      this.#send({ op: 'error', ref, code: 'unavailable', message: 'Kafka is away' });
      return;
    }
    this.#server.publish(channel, id, data, false);
    this.#send({ op: 'published', ref, id });
  }

  #acknowledged(channel: string, text: string): void {
    this.#server.bites.acknowledged++;
    const written = this.#sent.get(channel);
    const position = parsePosition(text)!;
    if (written === undefined) {
      this.#offence('acknowledged a channel without a subscription');
    } else if (position.epoch === written.epoch && position.offset > written.offset) {
      this.#offence('acknowledged what was never written');
    }
  }

  #refresh(token: string): void {
    this.#expiresAt = Number(token);
    this.#send({ op: 'refreshed', expiresIn: Math.floor(this.#expiresAt - this.#server.clock.now()) });
  }

  #resetTo(log: ChannelLog): Position {
    return { epoch: log.epoch, offset: log.first - 1 };
  }

  #reset(channel: string, reason: string): Position {
    const to = this.#resetTo(this.#server.log(channel));
    const position = formatPosition(to);
    this.#server.bites.reset++;
    this.#server.resets.add(`${this.socket.owner} ${channel} ${reason} ${position}`);
    this.#send({ op: 'reset', channel, reason, position });
    return to;
  }

  #deliverRow({ name: channel, epoch, rows }: ChannelLog, offset: number): void {
    const { id, data, isVoid } = rows[offset - 1]!;
    if (this.#server.bit('omit')) {
      return;
    }
    const frame: ServerFrame = isVoid
      ? { op: 'skipped', channel, epoch, from: offset, to: offset }
      : { op: 'message', channel, epoch, offset, id, type: 't', time: '2026-01-01T00:00:00Z', data };
    this.#send(frame);
    if (this.#server.bit('duplicate')) {
      this.#send(frame);
    }
  }

  #send(frame: ServerFrame): void {
    this.#sentAt = this.#server.clock.now();
    this.socket.push(JSON.stringify(frame));
  }

  /** Ping, silence, the end of the token: looked at once a second. */
  #watch(): void {
    this.#server.clock.setTimeout(() => {
      const now = this.#server.clock.now();
      if (this.#isEnded) {
        return;
      }
      if (now - this.#heardAt >= 2.5 * PING_MS) {
        if (!this.socket.isHalfOpen) {
          this.#offence('did not answer pings');
        }
        this.close(4009, 'HEARTBEAT_TIMEOUT', true);
      } else if (now >= this.#expiresAt + 30_000) {
        this.close(4005, 'TOKEN_EXPIRED', true);
      } else if (now - this.#sentAt >= PING_MS) {
        this.#send({ op: 'ping' });
      }
      this.#watch();
    }, 1_000);
  }

  #offence(what: string): void {
    this.#server.offences.push(`${this.socket.owner} on ${this.name} at ${this.#server.clock.now()}: ${what}`);
  }
}
