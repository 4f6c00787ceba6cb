// The trace, drawn as it grows: a segment per point, the whole only when it no longer fits.
import type { Car } from './car';
import { ramp } from './colour';
import { figure, frameTime } from './dial';
import { h, Words } from './dom';
import type { TracePoint } from './trace';
import { word } from './words';

type Colouring = 'speed' | 'rpm' | 'boost';
const COLOURINGS: readonly Colouring[] = ['speed', 'rpm', 'boost'];

interface Place {
  readonly x: number;
  readonly y: number;
}

const PAD = 26;
const STEPS = 24;

let colouring: Colouring = 'speed';

export class TraceMap {
  readonly element: HTMLElement;
  private readonly canvas = h('canvas');
  private readonly dot = h('div', 'dot');
  private readonly empty: HTMLElement;
  private readonly satellites: Words;
  private readonly low: Words;
  private readonly high: Words;
  private readonly bar: Words;
  private readonly barLine = h('i');
  private readonly choose = h('button', 'legend');
  private readonly chosen: Words;
  private readonly observer: ResizeObserver;
  private generation = -1;
  private drawn = 0;
  private pixels = 1;
  private width = 0;
  private height = 0;
  private scale = 1;
  private midX = 0;
  private midY = 0;
  private reach = { left: 0, right: 0, bottom: 0, top: 0 };
  private range = { low: 0, high: 100 };
  private from: Place | null = null;
  private motion: Animation | null = null;
  private begun = 0;
  private to: TracePoint | null = null;
  private stale = true;

  constructor(private readonly car: Car, private readonly dark: boolean, private readonly still: boolean) {
    const satellites = h('span', 'satellites');
    const [low, high] = [h('span', 'digits'), h('span', 'digits')];
    const bar = h('span', 'digits');
    this.satellites = new Words(satellites);
    this.low = new Words(low);
    this.high = new Words(high);
    this.bar = new Words(bar);
    const chosen = h('span', '');
    this.chosen = new Words(chosen);
    this.choose.append(chosen, low, legendStrip(dark), high);
    this.choose.title = word('colouredBy');
    this.choose.addEventListener('click', () => this.nextColour());
    this.empty = h('p', 'empty', word('emptyTrace'));
    this.element = h(
      'section', 'map',
      h('div', 'maphead', h('span', 'label', word('trace')), satellites),
      this.canvas, this.dot, this.empty,
      h('div', 'mapfoot', h('span', 'scalebar', this.barLine, bar), this.choose),
    );
    this.dot.hidden = true;
    this.choose.hidden = true;
    this.barLine.hidden = true;
    this.observer = new ResizeObserver(() => (this.stale = true));
    this.observer.observe(this.element);
  }

  close() {
    this.observer.disconnect();
  }

  nextColour() {
    colouring = COLOURINGS[(COLOURINGS.indexOf(colouring) + 1) % COLOURINGS.length]!;
    this.stale = true;
  }

  /** A new position: the dot goes there from where it stands, within one live period. */
  take() {
    const to = this.car.trace.latest;
    if (to === null || to === this.to) return;
    const frame = frameTime();
    const part = Math.min(1, (frame - this.begun) / this.car.livePeriod);
    this.begun = frame;
    const from = this.from === null || this.to === null || this.still ? to : { x: this.from.x + (this.to.x - this.from.x) * part, y: this.from.y + (this.to.y - this.from.y) * part };
    this.to = to;
    this.from = from;
    if (this.generation >= 0) this.move(from, to);
  }

  private move(from: Place, to: Place) {
    this.motion?.cancel();
    this.dot.style.transform = this.placed(to);
    this.motion = this.still ? null : this.dot.animate({ transform: [this.placed(from), this.placed(to)] }, { duration: this.car.livePeriod, easing: 'linear' });
    if (this.motion !== null) this.motion.startTime = frameTime();
  }

  private placed = (p: Place) => `translate(${this.x(p.x).toFixed(1)}px, ${this.y(p.y).toFixed(1)}px)`;

  /** The line goes on in steps, its head every frame. */
  draw() {
    const { trace } = this.car;
    if (this.to === null) return;
    if (this.stale || trace.generation !== this.generation || !this.fits(this.to)) this.redraw();
    else if (this.drawn < trace.points.length) this.line();
  }

  text() {
    const satellites = this.car.latest('satellites', NaN);
    const accuracy = this.car.latest('horizontal_accuracy', NaN);
    const fix = this.car.latest('fix_quality', 1) > 0;
    const parts = [];
    if (!Number.isNaN(satellites)) parts.push(`${figure(satellites, 0)} ${word('sats')}`);
    if (!Number.isNaN(accuracy) && fix) parts.push(`± ${figure(accuracy, 1)} m`);
    if (!fix) parts.push(word('noFix'));
    this.satellites.set(parts.join(' · '));
  }

  private label(c: Colouring): string {
    if (c === 'speed') return word('vehicle_speed');
    if (c === 'rpm') return word('engine_speed');
    return word(this.car.values.has('boost') ? 'boost' : 'manifold_pressure');
  }

  private x = (metres: number) => this.width / 2 + (metres - this.midX) * this.scale;
  private y = (metres: number) => this.height / 2 - (metres - this.midY) * this.scale;
  private fits = (p: TracePoint) => p.x >= this.reach.left && p.x <= this.reach.right && p.y >= this.reach.bottom && p.y <= this.reach.top;

  private redraw() {
    const box = this.canvas.getBoundingClientRect();
    if (box.width < 10 || box.height < 10) return;
    this.stale = false;
    this.generation = this.car.trace.generation;
    this.pixels = Math.min(2, devicePixelRatio);
    this.width = box.width;
    this.height = box.height;
    this.canvas.width = Math.round(box.width * this.pixels);
    this.canvas.height = Math.round(box.height * this.pixels);
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    const values: number[] = [];
    for (const p of [...this.car.trace.points, this.to!]) {
      left = Math.min(left, p.x);
      right = Math.max(right, p.x);
      bottom = Math.min(bottom, p.y);
      top = Math.max(top, p.y);
      if (!Number.isNaN(p[colouring])) values.push(p[colouring]);
    }
    // Room to grow, so that the whole is not drawn anew at every metre.
    const grow = Math.max(25, 0.12 * Math.max(right - left, top - bottom));
    this.reach = { left: left - grow, right: right + grow, bottom: bottom - grow, top: top + grow };
    this.midX = (left + right) / 2;
    this.midY = (bottom + top) / 2;
    const spanX = right - left + 2 * grow;
    const spanY = top - bottom + 2 * grow;
    this.scale = Math.min((this.width - 2 * PAD) / spanX, (this.height - 2 * PAD) / spanY);
    values.sort((a, b) => a - b);
    const [least, most] = colouring === 'speed' ? [20, 100] : colouring === 'rpm' ? [2_000, 8_000] : [-60, 60];
    const low = values[Math.floor(values.length * 0.02)];
    const high = values[Math.floor(values.length * 0.98)];
    this.range = low === undefined || high === undefined || high - low < (most - least) / 8 ? { low: least, high: most } : { low, high };
    this.drawn = 0;
    this.empty.hidden = true;
    this.dot.hidden = false;
    this.choose.hidden = false;
    this.barLine.hidden = false;
    this.move(this.to!, this.to!);
    const unit = colouring === 'speed' ? 'km/h' : colouring === 'rpm' ? 'rpm' : 'kPa';
    this.chosen.set(this.label(colouring));
    this.low.set(figure(this.range.low, 0));
    this.high.set(`${figure(this.range.high, 0)} ${unit}`);
    const bar = [10, 20, 50, 100, 200, 500, 1000, 2000].find((m) => m * this.scale >= 48) ?? 5000;
    this.barLine.style.width = `${(bar * this.scale).toFixed(0)}px`;
    this.bar.set(`${bar} m`);
    this.line();
  }

  private line() {
    const context = this.canvas.getContext('2d')!;
    const { points } = this.car.trace;
    context.setTransform(this.pixels, 0, 0, this.pixels, 0, 0);
    context.lineWidth = 3.2;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    let colour = '';
    for (let i = Math.max(1, this.drawn); i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      if (b.apart) continue;
      const part = Math.round(((b[colouring] - this.range.low) / (this.range.high - this.range.low)) * STEPS) / STEPS;
      const next = Number.isNaN(part) ? ramp(0.5, this.dark) : ramp(part, this.dark);
      if (next !== colour) {
        if (colour !== '') context.stroke();
        colour = next;
        context.strokeStyle = next;
        context.beginPath();
        context.moveTo(this.x(a.x), this.y(a.y));
      } else if (points[i - 1]!.apart) {
        context.moveTo(this.x(a.x), this.y(a.y));
      }
      context.lineTo(this.x(b.x), this.y(b.y));
    }
    if (colour !== '') context.stroke();
    this.drawn = points.length;
  }
}

function legendStrip(dark: boolean): HTMLCanvasElement {
  const strip = h('canvas', 'ramp');
  strip.width = STEPS;
  strip.height = 1;
  const context = strip.getContext('2d')!;
  for (let i = 0; i < STEPS; i++) {
    context.fillStyle = ramp(i / (STEPS - 1), dark);
    context.fillRect(i, 0, 1, 1);
  }
  return strip;
}
