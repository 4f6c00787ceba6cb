// The retained messages of a car, checked.
import { type Fields, isChannelName, number, object, objects, text } from './untrusted';

export interface ChannelMeta {
  readonly name: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly decimals: number;
  readonly source: string;
  /** Rate reached at the source in Hz; null where unknown. */
  readonly rate: number | null;
  /** Whether its values hold what nobody knows yet. */
  readonly guess: boolean;
}

export interface Meta {
  readonly carName: string;
  readonly colour: string | null;
  readonly redline: number | null;
  readonly shift: number | null;
  readonly liveHz: number;
  readonly replay: boolean;
  readonly note: string;
  readonly track: string;
  readonly channels: ReadonlyMap<string, ChannelMeta>;
}

export function meta(f: Fields): Meta {
  const car = object(f['car']) ?? {};
  const colour = text(car['colour'], 7);
  const channels = new Map<string, ChannelMeta>();
  for (const c of objects(f['channels'], 256)) {
    const name = text(c['name'], 48);
    if (!isChannelName(name)) continue;
    const low = number(c['low']) ?? 0;
    const high = number(c['high']) ?? 100;
    channels.set(name, {
      name,
      unit: text(c['unit'], 8),
      low: Math.min(low, high),
      high: Math.max(low, high),
      decimals: Math.round(number(c['decimals'], 0, 7) ?? 1),
      source: text(c['source'], 32),
      rate: number(c['rate'], 0.001, 10_000),
      guess: c['guess'] === true,
    });
  }
  return {
    carName: text(car['name'], 40) || text(car['id'], 40),
    colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : null,
    redline: number(car['redline'], 1_000, 25_000),
    shift: number(car['shift'], 500, 25_000),
    liveHz: number(f['live_hz'], 0.1, 1_000) ?? 10,
    replay: f['replay'] === true,
    note: text(f['note'], 200),
    track: text(f['track'], 40),
    channels,
  };
}

export type SourceState = 'absent' | 'starting' | 'running' | 'silent' | 'unknown';

export interface SourceStatus {
  readonly name: string;
  readonly kind: string;
  readonly state: SourceState;
  /** Milliseconds since the car's boot; null where unknown. */
  readonly since: number | null;
  readonly detail: string;
  readonly action: string;
  /** Values per second, all channels together. */
  readonly rate: number;
}

export interface Status {
  readonly online: boolean;
  readonly session: string;
  readonly recording: boolean;
  readonly storage: 'card' | 'memory only' | 'full' | 'unknown';
  readonly t: number | null;
  readonly clockKnown: boolean;
  readonly sources: readonly SourceStatus[];
  readonly dropped: number;
  readonly backlogBlocks: number;
  readonly backlogBytes: number;
  readonly forceMs: number | null;
  readonly hoursLeft: number | null;
}

export function status(f: Fields): Status {
  const backlog = object(f['backlog']) ?? {};
  const force = object(f['force_ms']) ?? {};
  const storage = text(f['storage'], 16);
  const clock = text(f['clock'], 8);
  return {
    online: f['online'] === true,
    session: text(f['session'], 40),
    recording: f['recording'] === true,
    storage: storage === 'card' || storage === 'memory only' || storage === 'full' ? storage : 'unknown',
    t: number(f['t'], 0),
    clockKnown: clock === 'ntp' || clock === 'gnss',
    sources: objects(f['sources'], 16).map(source),
    dropped: number(f['dropped'], 0) ?? 0,
    backlogBlocks: number(backlog['blocks'], 0) ?? 0,
    backlogBytes: number(backlog['bytes'], 0) ?? 0,
    forceMs: number(force['last'], 0),
    hoursLeft: number(f['hours_left'], 0, 1e6),
  };
}

function source(f: Fields): SourceStatus {
  const state = text(f['state'], 16);
  const rates = object(f['rates']) ?? {};
  return {
    name: text(f['name'], 32),
    kind: text(f['kind'], 16),
    state: state === 'absent' || state === 'starting' || state === 'running' || state === 'silent' ? state : 'unknown',
    since: number(f['since'], 0),
    detail: text(f['detail'], 160),
    action: text(f['action'], 160),
    rate: Object.values(rates)
      .slice(0, 256)
      .reduce<number>((sum, r) => sum + (number(r, 0, 1e5) ?? 0), 0),
  };
}
