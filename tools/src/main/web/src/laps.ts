// The laps of one session as this page heard of them. Knows nothing of the screen.
import { type Fields, number, text } from './untrusted';

const MOST_LAPS = 500;
const MOST_SECTORS = 6;

export type Quality = 'measured' | 'estimated' | 'insufficient';

/** What one message says. */
export interface LapNews {
  readonly session: string;
  /** Milliseconds on the car's axis at which it ended. */
  readonly t: number;
  readonly lap: number;
  /** 0 where the lap ended. */
  readonly sector: number;
  readonly kind: string;
  readonly seconds: number | null;
  readonly quality: Quality;
  readonly delta: number | null;
  readonly best: boolean;
  readonly remarks: readonly string[];
}

export function lapNews(f: Fields): LapNews | null {
  const t = number(f['t']);
  const lap = number(f['lap'], 0, 1e6);
  const sector = number(f['sector'], 1, 1_000) ?? 0;
  if (t === null || lap === null || !Number.isInteger(lap) || !Number.isInteger(sector)) return null;
  const quality = text(f['quality'], 16);
  return {
    session: text(f['session'], 40),
    t,
    lap,
    sector,
    kind: text(f['kind'], 16),
    seconds: number(f['seconds'], 0, 1e6),
    quality: quality === 'measured' || quality === 'estimated' ? quality : 'insufficient',
    delta: number(f['delta'], -1e6, 1e6),
    best: f['best'] === true,
    remarks: text(f['remarks'], 120).split(/,\s*/).filter((w) => w !== '').slice(0, 4),
  };
}

export interface Part {
  readonly seconds: number;
  readonly quality: Quality;
}

export interface Lap {
  readonly number: number;
  sectors: (Part | undefined)[];
  /** Null while it is driven. */
  ended: LapNews | null;
}

export class Laps {
  /** Counts changes, so that a view knows when to write anew. */
  version = 0;
  private laps = new Map<number, Lap>();
  private session = '';
  private bestLap: LapNews | null = null;
  private readonly bestSectors = new Map<number, LapNews>();

  take(news: LapNews) {
    // A chain of sessions counts on; another drive begins with lap 0, or behind the count.
    if (news.session !== this.session) {
      if (news.lap === 0 || news.lap < this.highest()) this.clear();
      this.session = news.session;
    }
    this.version++;
    let lap = this.laps.get(news.lap);
    if (lap === undefined) {
      lap = { number: news.lap, sectors: [], ended: null };
      this.laps.set(news.lap, lap);
      if (this.laps.size > MOST_LAPS) this.laps.delete(Math.min(...this.laps.keys()));
    }
    if (news.sector === 0) {
      lap.ended = news;
      if (news.best && faster(news, this.bestLap)) this.bestLap = news;
    } else if (news.sector <= MOST_SECTORS && news.seconds !== null) {
      lap.sectors[news.sector - 1] = { seconds: news.seconds, quality: news.quality };
      if (news.best && faster(news, this.bestSectors.get(news.sector) ?? null)) this.bestSectors.set(news.sector, news);
    }
  }

  clear() {
    this.laps.clear();
    this.bestLap = null;
    this.bestSectors.clear();
    this.version++;
  }

  get best(): LapNews | null {
    return this.bestLap;
  }

  isBestSector(lap: number, sector: number): boolean {
    return this.bestSectors.get(sector)?.lap === lap;
  }

  /** Newest first. */
  list(): Lap[] {
    return [...this.laps.values()].sort((a, b) => b.number - a.number);
  }

  /** The newest lap that ended at the line. */
  get last(): LapNews | null {
    for (const lap of this.list()) if (lap.ended !== null) return lap.ended;
    return null;
  }

  /** How many sectors a lap has, as far as was seen. */
  get sectors(): number {
    let most = 0;
    for (const lap of this.laps.values()) most = Math.max(most, lap.sectors.length);
    return most;
  }

  private highest(): number {
    return Math.max(-1, ...this.laps.keys());
  }
}

const faster = (a: LapNews, b: LapNews | null) => a.seconds !== null && (b === null || b.seconds === null || a.seconds < b.seconds);

/** 65.1234 as 1:05.12; what is estimated carries "~", what is not known is "–". */
export function lapTime(seconds: number | null, quality: Quality, decimals = 2): string {
  if (seconds === null || quality === 'insufficient') return '–';
  const mark = quality === 'estimated' ? '~' : '';
  const power = 10 ** decimals;
  const units = Math.round(seconds * power);
  const minutes = Math.floor(units / (60 * power));
  const rest = (units - minutes * 60 * power) / power;
  return mark + (minutes === 0 ? rest.toFixed(decimals) : `${minutes}:${rest.toFixed(decimals).padStart(decimals + 3, '0')}`);
}

/** A difference with its sign, which a colour never replaces. */
export function signed(seconds: number, decimals = 2): string {
  const digits = Math.abs(seconds).toFixed(decimals);
  return (Number(digits) === 0 ? '±' : seconds < 0 ? '−' : '+') + digits;
}
