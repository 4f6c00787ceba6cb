// Where the car has been: points in metres about the first one. The map is this line, without tiles.

const MOST_POINTS = 24_000;
const STEP_M = 0.7;
const JUMP_M = 3_000;
const GAP_MS = 2_500;
const METRES_PER_DEGREE = 111_320;

export interface TracePoint {
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly speed: number;
  readonly rpm: number;
  readonly boost: number;
  /** The line does not come here from the point before. */
  readonly apart: boolean;
}

export class Trace {
  points: TracePoint[] = [];
  /** Counts whole changes (restart, thinning): a drawing of an older generation is void. */
  generation = 0;
  latest: TracePoint | null = null;
  private origin: { latitude: number; longitude: number; scale: number } | null = null;

  take(latitude: number, longitude: number, t: number, colours: { speed: number; rpm: number; boost: number }) {
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180 || (latitude === 0 && longitude === 0)) return;
    this.origin ??= { latitude, longitude, scale: Math.cos((latitude * Math.PI) / 180) };
    const x = (longitude - this.origin.longitude) * METRES_PER_DEGREE * this.origin.scale;
    const y = (latitude - this.origin.latitude) * METRES_PER_DEGREE;
    const last = this.points[this.points.length - 1];
    const far = last === undefined ? 0 : Math.hypot(x - last.x, y - last.y);
    if (far > JUMP_M) {
      this.clear();
      this.take(latitude, longitude, t, colours);
      return;
    }
    const point = { x, y, t, ...colours, apart: last === undefined || t - last.t > GAP_MS };
    this.latest = point;
    if (last !== undefined && far < STEP_M) return;
    this.points.push(point);
    if (this.points.length > MOST_POINTS) {
      this.points = this.points.slice(MOST_POINTS / 4);
      this.generation++;
    }
  }

  clear() {
    this.points = [];
    this.latest = null;
    this.origin = null;
    this.generation++;
  }
}
