// The last minutes as strips: one cursor for all, zoom by dragging, double click back to live.
import type uPlot from 'uplot';
import type { Car } from './car';
import { figure, room, widest } from './dial';
import { h, Words } from './dom';
import { type Word, channelWord, word } from './words';

const MOST_POINTS = 700;
const REDRAW_MS = 400;

interface StripShape {
  readonly channels: readonly string[];
  readonly title: Word;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

export interface Paints {
  readonly ink: string;
  readonly grid: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly red: string;
}

let minutes = 2;

export class Strips {
  readonly element: HTMLElement;
  private readonly body = h('div', 'stripbody');
  private readonly empty: HTMLElement;
  private readonly live: HTMLButtonElement;
  private readonly windows: HTMLButtonElement[];
  private readonly observer: ResizeObserver;
  private readonly sight = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const strip = this.strips.find((s) => s.row === entry.target);
      if (strip !== undefined) strip.seen = entry.isIntersecting;
    }
  }, { rootMargin: '160px' });
  private readonly dashes: readonly (number[] | null)[] = [null, [6, 3], [2, 3]];
  private strips: Strip[] = [];
  private plot: typeof uPlot | null = null;
  private turn = 0;
  private columns = -1;
  private width = 0;
  /** Seconds of the car's axis while zoomed; null while live. */
  private held: { from: number; to: number } | null = null;

  constructor(private readonly car: Car, private readonly paints: Paints) {
    this.empty = h('p', 'empty', word('emptyStrips'));
    this.live = h('button', 'live', word('backToLive'));
    this.live.addEventListener('click', () => this.release());
    this.live.hidden = true;
    this.windows = [1, 2, 5].map((m) => {
      const button = h('button', '', `${m} ${word('minutes')}`);
      button.addEventListener('click', () => this.show(m));
      return button;
    });
    this.element = h('section', 'strips', h('div', 'striphead', h('span', 'label', word('strips')), this.live, h('span', 'windows', ...this.windows)), this.body, this.empty);
    this.element.tabIndex = 0;
    this.element.setAttribute('aria-label', word('strips'));
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.body);
    this.marks();
    void import('uplot').then(({ default: plot }) => (this.plot = plot));
  }

  close() {
    this.observer.disconnect();
    this.sight.disconnect();
    for (const strip of this.strips) strip.plot.destroy();
  }

  show(m: number) {
    minutes = m;
    this.marks();
    this.release();
  }

  release() {
    this.held = null;
    this.live.hidden = true;
    for (const strip of this.strips) strip.due = 0;
  }

  /** Shows a shorter (factor below 1) or longer stretch about the cursor, or before now where there is none. */
  zoom(factor: number) {
    const newest = this.car.history.newest / 1000;
    if (Number.isNaN(newest)) return;
    const { from, to } = this.held ?? { from: newest - minutes * 60, to: newest };
    const span = Math.max(1, (to - from) * factor);
    if (span >= minutes * 60) return this.release();
    const cursor = this.strips[0]?.plot.cursor.left ?? -1;
    const about = cursor >= 0 ? this.strips[0]!.plot.posToVal(cursor, 'x') : to;
    const share = (about - from) / (to - from);
    this.become({ from: about - span * share, to: about + span * (1 - share) });
  }

  /** Moves the shared cursor by pixels. */
  moveCursor(by: number) {
    for (const { plot } of this.strips) {
      const left = plot.cursor.left === undefined || plot.cursor.left < 0 ? plot.width / 2 : plot.cursor.left + by;
      plot.setCursor({ left, top: 10 });
      return;
    }
  }

  /** Draws at most one strip, so that no frame is long. */
  frame(now: number) {
    if (this.plot === null || Number.isNaN(this.car.history.newest)) return;
    if (this.columns !== this.car.history.width) this.build(this.plot);
    for (let i = 0; i < this.strips.length; i++) {
      const strip = this.strips[(this.turn + i) % this.strips.length]!;
      if (now < strip.due || !strip.seen) continue;
      this.turn = (this.turn + i + 1) % this.strips.length;
      strip.due = now + REDRAW_MS;
      this.draw(strip);
      return;
    }
  }

  private marks() {
    this.windows.forEach((b, i) => b.setAttribute('aria-pressed', String([1, 2, 5][i] === minutes)));
  }

  private shapes(): StripShape[] {
    const { history, meta } = this.car;
    const has = (name: string) => history.has(name);
    const shapes: StripShape[] = [];
    if (has('engine_speed')) shapes.push({ channels: ['engine_speed'], title: 'engine_speed', unit: 'rpm', low: 0, high: (meta?.redline ?? 8_000) + 1_000 });
    if (has('boost')) shapes.push({ channels: ['boost'], title: 'boost', unit: 'kPa', low: -100, high: 150 });
    else if (has('manifold_pressure')) shapes.push({ channels: ['manifold_pressure'], title: 'manifold_pressure', unit: 'kPa', low: 0, high: 250 });
    const speed = has('vehicle_speed') ? 'vehicle_speed' : 'gps_speed';
    if (has(speed)) shapes.push({ channels: [speed], title: speed, unit: 'km/h', low: 0, high: 150 });
    if (has('throttle_position')) shapes.push({ channels: ['throttle_position'], title: 'throttle_position', unit: '%', low: 0, high: 100 });
    const warm = ['coolant_temperature', 'oil_temperature', 'intake_air_temperature'].filter(has);
    if (warm.length > 0) shapes.push({ channels: warm, title: 'temperatures', unit: '°C', low: 0, high: 120 });
    if (has('lambda')) shapes.push({ channels: ['lambda'], title: 'lambda', unit: 'λ', low: 0.7, high: 1.3 });
    return shapes;
  }

  private build(plot: typeof uPlot) {
    this.columns = this.car.history.width;
    const shapes = this.shapes();
    const same = shapes.length === this.strips.length && shapes.every((s, i) => s.channels.join() === this.strips[i]!.shape.channels.join() && s.high <= this.strips[i]!.high);
    if (same) return;
    for (const strip of this.strips) strip.plot.destroy();
    this.sight.disconnect();
    this.body.replaceChildren();
    this.empty.hidden = true;
    this.width = Math.floor(this.body.clientWidth);
    this.turn = 0;
    this.strips = shapes.map((shape, i) => this.strip(plot, shape, i === shapes.length - 1));
    for (const strip of this.strips) this.sight.observe(strip.row);
  }

  private strip(plot: typeof uPlot, shape: StripShape, last: boolean): Strip {
    const { paints, car } = this;
    const names = shape.channels.map((name, i) => {
      const channel = car.channel(name);
      const digits = room(h('b', 'digits'), widest(Math.max(channel?.low ?? 0, -999), Math.min(channel?.high ?? 100, 9_999), channel?.decimals ?? 0));
      const line = h('span', 'name', h('i', `line line${i}`), shape.channels.length > 1 ? channelWord(name) : word(shape.title), ' ', digits);
      return { element: line, words: new Words(digits) };
    });
    const holder = h('div', last ? 'plot last' : 'plot');
    const row = h('div', 'strip', h('div', 'names', ...names.map((n) => n.element), h('span', 'unit', shape.unit)), holder);
    this.body.append(row);
    const strip: Strip = { shape, row, low: shape.low, high: shape.high, due: 0, seen: true, words: names.map((n) => n.words), plot: undefined as unknown as uPlot };
    const width = Math.max(120, this.width - this.namesWidth());
    const font = '500 11px "Barlow Condensed", system-ui, sans-serif';
    strip.plot = new plot(
      {
        width,
        height: this.plotHeight(last),
        ms: 1e-3,
        padding: [6, 10, last ? 0 : 6, 0],
        legend: { show: false },
        cursor: {
          sync: { key: 'strips' },
          y: false,
          drag: { x: true, y: false, setScale: false },
          points: { size: 6 },
          bind: { dblclick: () => () => (this.release(), null) },
        },
        scales: { x: { time: false, auto: false, range: (_u, min, max) => [min, max] }, y: { auto: false, range: () => [strip.low, strip.high] } },
        axes: [
          {
            show: last, size: 20, font, stroke: paints.text, ticks: { show: false }, grid: { stroke: paints.grid, width: 1 }, gap: 3,
            splits: (u) => splits(u.scales.x!.min!, u.scales.x!.max!),
            values: (u, at) => at.map((s) => clock(s - (this.held === null ? u.scales.x!.max! : car.history.newest / 1000))),
          },
          { size: 38, font, stroke: paints.text, ticks: { show: false }, grid: { stroke: paints.grid, width: 1 }, gap: 4, space: 22 },
        ],
        series: [
          {},
          ...shape.channels.map((name, i) => ({
            stroke: paints.lines[i]!,
            width: 1.6,
            ...(this.dashes[i] ? { dash: this.dashes[i]! } : {}),
            spanGaps: false,
            points: { show: false },
            gaps: (u: uPlot, _s: number, _a: number, _b: number, nulls: uPlot.Series.Gaps) => {
              const most = Math.max(1.5, (4 * car.period(name)) / 1000);
              return nulls.filter(([from, to]) => u.posToVal(to / devicePixelRatio, 'x') - u.posToVal(from / devicePixelRatio, 'x') > most);
            },
          })),
        ],
        hooks: {
          setSelect: [(u) => this.hold(u)],
          setCursor: [(u) => this.say(strip, u)],
          draw: [(u) => this.redline(u, shape)],
        },
      },
      [[], ...shape.channels.map(() => [])] as uPlot.AlignedData,
      holder,
    );
    return strip;
  }

  private draw(strip: Strip) {
    const { history } = this.car;
    const newest = history.newest;
    const to = this.held === null ? newest : this.held.to * 1000;
    const from = this.held === null ? newest - minutes * 60_000 : this.held.from * 1000;
    const data = history.points(strip.shape.channels, from, to, MOST_POINTS, 4_000);
    for (let c = 1; c < data.length; c++) {
      for (const value of data[c]!) {
        if (value === null) continue;
        if (value > strip.high) strip.high = round(value, strip.high - strip.low);
        if (value < strip.low) strip.low = -round(-value, strip.high - strip.low);
      }
    }
    strip.plot.batch(() => {
      strip.plot.setData(data as uPlot.AlignedData, false);
      strip.plot.setScale('x', { min: from / 1000, max: to / 1000 });
    });
    this.say(strip, strip.plot);
  }

  /** The values at the cursor, or the newest ones. */
  private say(strip: Strip, u: uPlot) {
    const at = u.cursor.left !== undefined && u.cursor.left >= 0 ? u.cursor.idx : null;
    strip.shape.channels.forEach((name, c) => {
      let value: number | null | undefined = null;
      if (at !== null && at !== undefined) {
        const column = u.data[c + 1]!;
        for (let i = at; i >= 0 && i > at - 40 && value === null; i--) value = column[i] ?? null;
      } else {
        value = this.car.values.get(name)?.value;
      }
      strip.words[c]!.set(value === null || value === undefined ? '–' : figure(value, this.car.channel(name)?.decimals ?? 0));
    });
  }

  private hold(u: uPlot) {
    if (u.select.width < 6) return;
    const from = u.posToVal(u.select.left, 'x');
    const to = u.posToVal(u.select.left + u.select.width, 'x');
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    if (to - from < 0.5) return;
    this.become({ from, to });
  }

  private become(held: { from: number; to: number }) {
    this.held = held;
    this.live.hidden = false;
    for (const strip of this.strips) strip.due = 0;
  }

  private redline(u: uPlot, shape: StripShape) {
    const redline = this.car.meta?.redline ?? null;
    if (shape.title !== 'engine_speed' || redline === null) return;
    const y = u.valToPos(redline, 'y', true);
    const { ctx, bbox } = u;
    ctx.save();
    ctx.strokeStyle = this.paints.red;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  private namesWidth = () => (this.width < 620 ? 0 : 132);
  private plotHeight = (last: boolean) => (this.width < 620 ? 72 : 78) + (last ? 20 : 0);

  private resize() {
    const width = Math.floor(this.body.clientWidth);
    if (width === this.width || width === 0) return;
    this.width = width;
    this.strips.forEach((s, i) => s.plot.setSize({ width: Math.max(120, width - this.namesWidth()), height: this.plotHeight(i === this.strips.length - 1) }));
  }
}

interface Strip {
  readonly row: HTMLElement;
  readonly shape: StripShape;
  low: number;
  high: number;
  due: number;
  /** Whether any of it is in sight. */
  seen: boolean;
  readonly words: Words[];
  plot: uPlot;
}

function round(value: number, range: number): number {
  const step = range > 2_000 ? 1_000 : range > 500 ? 100 : range > 50 ? 20 : range > 5 ? 2 : 0.1;
  return Math.ceil(value / step) * step;
}

function splits(min: number, max: number): number[] {
  const step = [0.2, 0.5, 1, 2, 5, 10, 15, 30, 60].find((s) => (max - min) / s <= 8) ?? 60;
  const out = [];
  for (let s = max; s >= min - 1e-6; s -= step) out.push(s);
  return out.reverse();
}

/** Seconds before now as −1:30. */
function clock(seconds: number): string {
  const s = Math.round(Math.abs(seconds) * 10) / 10;
  const rest = s % 60;
  const text = `${Math.floor(s / 60)}:${Number.isInteger(rest) ? String(rest).padStart(2, '0') : rest.toFixed(1).padStart(4, '0')}`;
  return s === 0 ? '0:00' : '−' + text;
}
