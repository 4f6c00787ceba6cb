// How late the live view is, without believing two clocks that never met.
//
// `t` counts milliseconds since the car's boot and shares no origin with the browser. The smallest distance
// arrival − t of the last minute is the quickest way a message came; what is above it is delay that can be proven.
// Only when the car's wall clock is known (`ts`), the whole way can be told, and only if both clocks agree.

const BUCKET_MS = 10_000;
const BUCKETS = 6;

export type LagKind = 'clocks' | 'jitter' | 'clocks differ' | 'none';

export class Lag {
  private readonly least = new Float64Array(BUCKETS).fill(Infinity);
  private bucket = 0;
  private bucketStart = -Infinity;
  private lastT = -Infinity;
  private quickest = Infinity;
  private smoothAbove = 0;
  private smoothWall: number | null = null;

  /** Takes one message: times in ms; says whether the car's clock began anew (a restart of the car). */
  take(t: number, ts: number | null, arrival: number, wall: number): boolean {
    const restarted = t < this.lastT - 1_000;
    if (restarted) this.reset();
    this.lastT = t;
    const distance = arrival - t;
    if (arrival - this.bucketStart > BUCKET_MS) {
      this.bucketStart = arrival;
      this.bucket = (this.bucket + 1) % BUCKETS;
      this.least[this.bucket] = Infinity;
    }
    if (distance < this.least[this.bucket]!) this.least[this.bucket] = distance;
    let quickest = Infinity;
    for (const least of this.least) if (least < quickest) quickest = least;
    this.quickest = quickest;
    this.smoothAbove += 0.2 * (distance - quickest - this.smoothAbove);
    if (ts === null) this.smoothWall = null;
    else this.smoothWall = this.smoothWall === null ? wall - ts : this.smoothWall + 0.2 * (wall - ts - this.smoothWall);
    return restarted;
  }

  reset() {
    this.least.fill(Infinity);
    this.quickest = Infinity;
    this.lastT = -Infinity;
    this.smoothAbove = 0;
    this.smoothWall = null;
  }

  /** The browser's time at which something acquired at `t` could have arrived at the earliest. */
  localTime(t: number): number {
    return t + this.quickest;
  }

  /** The lag to show in ms and what it is worth. */
  figure(clockKnown: boolean): { kind: LagKind; ms: number } {
    if (this.quickest === Infinity) return { kind: 'none', ms: 0 };
    if (clockKnown && this.smoothWall !== null) {
      if (this.smoothWall >= -5 && this.smoothWall < 30_000) return { kind: 'clocks', ms: Math.max(0, this.smoothWall) };
      return { kind: 'clocks differ', ms: this.smoothAbove };
    }
    return { kind: 'jitter', ms: this.smoothAbove };
  }
}
