// The last minutes as columns of one ring: a row per live message, NaN where a channel had no new value.

const ROWS = 16_384;
const MOST_COLUMNS = 48;

export class History {
  private readonly times = new Float64Array(ROWS);
  private readonly columns = new Map<string, Float32Array>();
  private next = 0;
  private count = 0;

  /** Starts a row at the car's time, in ms; times never fall. */
  row(t: number) {
    const at = this.next;
    this.times[at] = t;
    for (const column of this.columns.values()) column[at] = NaN;
    this.next = (at + 1) % ROWS;
    if (this.count < ROWS) this.count++;
  }

  /** Puts a value into the newest row. */
  put(name: string, value: number) {
    let column = this.columns.get(name);
    if (column === undefined) {
      if (this.columns.size >= MOST_COLUMNS) return;
      column = new Float32Array(ROWS).fill(NaN);
      this.columns.set(name, column);
    }
    column[(this.next + ROWS - 1) % ROWS] = value;
  }

  get newest(): number {
    return this.count === 0 ? NaN : this.times[(this.next + ROWS - 1) % ROWS]!;
  }

  get oldest(): number {
    return this.count === 0 ? NaN : this.times[(this.next + ROWS - this.count) % ROWS]!;
  }

  /** How many channels have a column. */
  get width(): number {
    return this.columns.size;
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  clear() {
    this.next = 0;
    this.count = 0;
    this.columns.clear();
  }

  /**
   * Points of some channels between two times for drawing: [seconds, values…], null where there is nothing.
   * Where more rows than `most` fall into the span, each bucket gives the extremes of its values, so that no peak
   * is lost. Where nothing came for longer than `gapMs`, a row of nulls breaks the line.
   */
  points(names: readonly string[], from: number, to: number, most: number, gapMs: number): (number | null)[][] {
    const out: (number | null)[][] = [[], ...names.map(() => [])];
    const columns = names.map((n) => this.columns.get(n));
    const first = (this.next + ROWS - this.count) % ROWS;
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[(first + middle) % ROWS]! < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    let last = this.count;
    while (end < last) {
      const middle = (end + last) >> 1;
      if (this.times[(first + middle) % ROWS]! <= to) end = middle + 1;
      else last = middle;
    }
    const start = Math.max(0, low - 1);
    end = Math.min(this.count, end + 1);
    const thin = end - start > most;
    const width = thin ? (to - from) / (most / 2) : 0;
    let before = NaN;
    let i = start;
    while (i < end) {
      const time = this.times[(first + i) % ROWS]!;
      let stop = i + 1;
      if (thin) {
        const bucketEnd = (Math.floor(time / width) + 1) * width;
        while (stop < end && this.times[(first + stop) % ROWS]! < bucketEnd) stop++;
      }
      if (time - before > gapMs) this.push(out, (before + 1) / 1000, () => null);
      if (stop - i === 1) {
        this.push(out, time / 1000, (c) => cell(columns[c], (first + i) % ROWS));
      } else {
        const middle = this.times[(first + ((i + stop) >> 1)) % ROWS]!;
        const extremes = columns.map((column) => span(column, first, i, stop));
        this.push(out, time / 1000, (c) => extremes[c]![0]);
        this.push(out, Math.max(middle, time + 0.5) / 1000, (c) => extremes[c]![1]);
      }
      before = this.times[(first + stop - 1) % ROWS]!;
      i = stop;
    }
    return out;
  }

  private push(out: (number | null)[][], x: number, value: (column: number) => number | null) {
    out[0]!.push(x);
    for (let c = 1; c < out.length; c++) out[c]!.push(value(c - 1));
  }
}

function cell(column: Float32Array | undefined, at: number): number | null {
  const value = column === undefined ? NaN : column[at]!;
  return Number.isNaN(value) ? null : value;
}

/** Lowest and highest of a bucket, in the order in which they came. */
function span(column: Float32Array | undefined, first: number, from: number, to: number): [number | null, number | null] {
  if (column === undefined) return [null, null];
  let low = Infinity;
  let high = -Infinity;
  let lowAt = 0;
  let highAt = 0;
  for (let i = from; i < to; i++) {
    const value = column[(first + i) % ROWS]!;
    if (value < low) [low, lowAt] = [value, i];
    if (value > high) [high, highAt] = [value, i];
  }
  if (low === Infinity) return [null, null];
  return lowAt <= highAt ? [low, high] : [high, low];
}
