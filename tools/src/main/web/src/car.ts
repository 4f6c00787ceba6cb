// One car as this page knows it. Knows nothing of the screen.
import { History } from './history';
import { Lag } from './lag';
import { lapNews, Laps } from './laps';
import { type ChannelMeta, type Meta, type Status, meta, status } from './payloads';
import { Trace } from './trace';
import { fields, isChannelName, number } from './untrusted';

const MOST_CHANNELS = 256;
/** Ages below this never dim a value: the eye would take network jitter for a fault. */
const LEAST_PERIOD_MS = 125;
/** As the catalogue's derived boost: a barometer reading serves for ten minutes. */
const BAROMETER_HOLDS_MS = 600_000;
const DRAWN = new Set([
  'engine_speed', 'vehicle_speed', 'gps_speed', 'boost', 'manifold_pressure', 'throttle_position', 'coolant_temperature',
  'oil_temperature', 'intake_air_temperature', 'lambda', 'battery_voltage', 'oil_pressure', 'ignition_timing',
]);

export interface Value {
  value: number;
  before: number;
  /** The browser's time of its acquisition as far as it can be known, in ms. */
  at: number;
  arrival: number;
  /** Smoothed distance of arrivals in ms; 0 until two came. */
  distance: number;
}

export type Freshness = 'none' | 'fresh' | 'dim' | 'old';

export class Car {
  meta: Meta | null = null;
  status: Status | null = null;
  statusArrival = 0;
  /** When it went offline, by the browser's wall clock; 0 where that was not seen. */
  offlineSince = 0;
  readonly values = new Map<string, Value>();
  readonly history = new History();
  readonly trace = new Trace();
  readonly lag = new Lag();
  readonly laps = new Laps();
  /** The car's time of its newest live message in ms, and whether that was sent while a session was recorded. */
  liveT = -Infinity;
  recordsLaps = false;
  lastLive = -Infinity;
  liveMessages = 0;
  /** Live messages that never came, by their numbers. */
  missed = 0;
  /** Messages that were no sense. */
  bad = 0;
  /** Counts changes of what there is to show, so that a view knows when to build itself anew. */
  shape = 0;
  private seq = -1;
  private historyT = -Infinity;

  constructor(readonly name: string) {}

  takeMeta(payload: Uint8Array) {
    const f = fields(payload);
    if (f === null) return void this.bad++;
    const before = this.meta;
    this.meta = meta(f);
    if (before !== null && before.replay !== this.meta.replay) this.forget();
    if (before === null || structure(before) !== structure(this.meta)) this.shape++;
  }

  takeStatus(payload: Uint8Array, now: number) {
    const f = fields(payload);
    if (f === null) return void this.bad++;
    const before = this.status;
    this.status = status(f);
    this.statusArrival = now;
    if (before?.online === true && !this.status.online) this.offlineSince = Date.now();
    if (this.status.online) this.offlineSince = 0;
  }

  takeLap(payload: Uint8Array) {
    const f = fields(payload);
    const news = f === null ? null : lapNews(f);
    if (news === null) return void this.bad++;
    const first = this.laps.last === null;
    this.laps.take(news);
    if (first) this.shape++;
  }

  takeLive(payload: Uint8Array, now: number) {
    const f = fields(payload);
    const t = f === null ? null : number(f['t'], 0);
    if (f === null || t === null) return void this.bad++;
    if (this.lag.take(t, number(f['ts'], 1), now, Date.now())) this.forget();
    const seq = number(f['seq'], 0);
    if (seq !== null) {
      if (this.seq >= 0 && seq > this.seq + 1 && seq < this.seq + 100_000) this.missed += seq - this.seq - 1;
      this.seq = seq;
    }
    this.lastLive = now;
    this.liveMessages++;
    this.liveT = t;
    this.recordsLaps = typeof f['session'] === 'string';
    this.historyT = Math.max(t, this.historyT);
    this.history.row(this.historyT);
    const at = this.meta?.replay === true ? now : Math.min(now, this.lag.localTime(t));
    for (const name in f) {
      if (name === 't' || name === 'ts' || name === 'seq' || name === 'session') continue;
      const value = number(f[name]);
      if (value === null || !isChannelName(name)) continue;
      this.set(name, value, at, now);
    }
    if (typeof f['manifold_pressure'] === 'number') {
      const manifold = this.values.get('manifold_pressure');
      const barometric = this.values.get('barometric_pressure');
      if (manifold !== undefined && barometric !== undefined && now - barometric.arrival < BAROMETER_HOLDS_MS) {
        this.set('boost', manifold.value - barometric.value, at, now);
      }
    }
    const latitude = number(f['latitude'], -90, 90);
    const longitude = number(f['longitude'], -180, 180);
    if (latitude !== null && longitude !== null && this.latest('fix_quality', 1) > 0) {
      const speed = this.latest('gps_speed', this.latest('vehicle_speed', NaN));
      this.trace.take(latitude, longitude, t, {
        speed, rpm: this.latest('engine_speed', NaN), boost: this.latest('boost', this.latest('manifold_pressure', NaN)),
      });
    }
  }

  latest(name: string, otherwise: number): number {
    return this.values.get(name)?.value ?? otherwise;
  }

  channel(name: string): ChannelMeta | undefined {
    if (name === 'boost') {
      const manifold = this.meta?.channels.get('manifold_pressure');
      return manifold && { ...manifold, name: 'boost', low: -100, high: 150, decimals: 0 };
    }
    return this.meta?.channels.get(name);
  }

  get livePeriod(): number {
    return 1000 / (this.meta?.liveHz ?? 10);
  }

  /** The distance at which values of a channel come, in ms. */
  period(name: string): number {
    const rate = this.channel(name)?.rate ?? null;
    const said = rate === null ? 0 : 1000 / rate;
    const seen = Math.min(this.values.get(name)?.distance ?? 0, 30_000);
    return Math.max(LEAST_PERIOD_MS, this.livePeriod, said, seen);
  }

  age(name: string, now: number): number {
    const value = this.values.get(name);
    return value === undefined ? Infinity : Math.max(0, now - value.at);
  }

  freshness(name: string, now: number): Freshness {
    const age = this.age(name, now);
    if (age === Infinity) return 'none';
    const periods = age / this.period(name);
    return periods > 5 ? 'old' : periods > 2 ? 'dim' : 'fresh';
  }

  /** How long a source has been as it is, in ms; null where the car did not say. */
  sourceFor(since: number | null, now: number): number | null {
    const t = this.status?.t ?? null;
    return since === null || t === null ? null : Math.max(0, t - since) + (now - this.statusArrival);
  }

  private set(name: string, value: number, at: number, now: number) {
    const known = this.values.get(name);
    if (known === undefined) {
      if (this.values.size >= MOST_CHANNELS) return;
      this.values.set(name, { value, before: value, at, arrival: now, distance: 0 });
      if (name === 'boost' || name === 'manifold_pressure' || this.meta?.channels.has(name) !== true) this.shape++;
    } else {
      const distance = now - known.arrival;
      known.distance = known.distance === 0 ? distance : known.distance + 0.1 * (Math.min(distance, 4 * known.distance) - known.distance);
      known.before = known.value;
      known.value = value;
      known.at = at;
      known.arrival = now;
    }
    if (DRAWN.has(name)) this.history.put(name, value);
  }

  private forget() {
    this.values.clear();
    this.history.clear();
    this.trace.clear();
    this.laps.clear();
    this.liveT = -Infinity;
    this.historyT = -Infinity;
    this.seq = -1;
    this.shape++;
  }
}

/** What of meta a page is built from; rates may change without building it anew. */
function structure(m: Meta): string {
  const channels = [...m.channels.values()].map((c) => [c.name, c.unit, c.decimals, c.source].join(' '));
  return [m.carName, m.colour, m.redline, m.shift, m.liveHz, m.replay, m.note, m.track, ...channels].join('|');
}
