// A round instrument: scale, needle, peak tick, digits in its hub. Angles run 270° from lower left to lower right.
import { h, svg, State, Words } from './dom';
import { word } from './words';

const SWEEP = 270;
const START = -135;
const PEAK_HOLDS_MS = 2_000;

/** The time of the frame being drawn, on the axis on which animations run; reading it costs no layout. */
export const frameTime = () => Number(document.timeline.currentTime ?? performance.now());

const turned = (degrees: number) => `rotate(${degrees.toFixed(2)}deg)`;

export interface DialShape {
  readonly id: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Distance of numerals and of minor ticks, in the unit. */
  readonly major: number;
  readonly minor: number;
  /** What a numeral shows is the value divided by this. */
  readonly divisor: number;
  readonly caption: string;
  readonly red: number | null;
  readonly mark: number | null;
}

export class Dial {
  readonly element: HTMLElement;
  readonly hub: HTMLElement;
  readonly foot: HTMLElement;
  private readonly needle: HTMLElement;
  private readonly tick: HTMLElement;
  private readonly shape: DialShape;
  private readonly state: State;
  private motion: Animation | null = null;
  private from = NaN;
  private to = NaN;
  private begun = 0;
  private lasts = 0;
  private fall: Animation | null = null;
  private peak = NaN;
  private peakAt = 0;

  /** @param fallPerSecond how fast the peak tick falls, in the unit, once it has been held */
  constructor(shape: DialShape, private readonly fallPerSecond: number, private readonly still: boolean) {
    this.shape = shape;
    this.needle = h('div', 'needle');
    this.needle.append(svg('svg', { viewBox: '0 0 20 100', preserveAspectRatio: 'none' }, svg('path', { d: 'M8.4 0h3.2L20 100H0Z' })));
    this.tick = h('div', 'peak');
    this.hub = h('div', 'hub');
    this.foot = h('div', 'foot');
    this.element = h('div', 'dial', face(shape), this.hub, this.foot, this.tick, this.needle);
    this.element.id = shape.id;
    this.element.setAttribute('role', 'img');
    this.element.setAttribute('aria-label', shape.label);
    this.state = new State(this.element);
    this.state.set('none');
  }

  /**
   * A new measured value: the needle goes there from where it stands, within one live period. The browser's
   * compositor moves it at every frame; the page itself works only when a value comes.
   */
  take(value: number, now: number, period: number) {
    const to = angle(this.shape, value);
    const frame = frameTime();
    const part = this.lasts <= 0 ? 1 : Math.min(1, (frame - this.begun) / this.lasts);
    const at = Number.isNaN(this.to) ? to : this.from + (this.to - this.from) * part;
    this.motion?.cancel();
    this.from = at;
    this.to = to;
    this.begun = frame;
    this.lasts = this.still || at === to ? 0 : period;
    this.needle.style.transform = turned(to);
    this.motion = this.lasts === 0 ? null : this.needle.animate({ transform: [turned(at), turned(to)] }, { duration: this.lasts, easing: 'linear' });
    if (this.motion !== null) this.motion.startTime = frame;
    const fallen = this.peak - (this.fallPerSecond * Math.max(0, now - this.peakAt - PEAK_HOLDS_MS)) / 1000;
    if (!(value < fallen)) {
      this.peak = value;
      this.peakAt = now;
      this.fall?.cancel();
      this.tick.style.transform = turned(to);
      const down = ((value - this.shape.low) / this.fallPerSecond) * 1000;
      this.fall = down <= 0 ? null : this.tick.animate({ transform: [turned(to), turned(START)] }, { delay: PEAK_HOLDS_MS, duration: down, fill: 'forwards' });
    }
  }

  /** none, fresh, dim or old; and for the tachometer shift or over. */
  become(state: string) {
    this.state.set(state);
  }
}

function angle(shape: DialShape, value: number): number {
  const part = (value - shape.low) / (shape.high - shape.low);
  return START + SWEEP * Math.min(1.012, Math.max(-0.012, part));
}

function polar(degrees: number, radius: number): string {
  const a = ((degrees - 90) * Math.PI) / 180;
  return `${(radius * Math.cos(a)).toFixed(2)} ${(radius * Math.sin(a)).toFixed(2)}`;
}

function arc(shape: DialShape, from: number, to: number, radius: number): string {
  const [a, b] = [angle(shape, from), angle(shape, to)];
  return `M${polar(a, radius)}A${radius} ${radius} 0 ${b - a > 180 ? 1 : 0} 1 ${polar(b, radius)}`;
}

function face(shape: DialShape): SVGSVGElement {
  const red = shape.red === null || shape.red >= shape.high ? null : shape.red;
  let minor = '';
  let major = '';
  let majorRed = '';
  const numerals: SVGTextElement[] = [];
  const steps = Math.round((shape.high - shape.low) / shape.minor);
  for (let i = 0; i <= steps; i++) {
    const value = shape.low + i * shape.minor;
    const a = angle(shape, value);
    const isMajor = Math.abs(value / shape.major - Math.round(value / shape.major)) < 1e-6;
    const isRed = red !== null && value >= red - 1e-6;
    if (isMajor) {
      const line = `M${polar(a, 79)}L${polar(a, 91)}`;
      if (isRed) majorRed += line;
      else major += line;
      const [x, y] = polar(a, 66.5).split(' ') as [string, string];
      numerals.push(svg('text', { x, y, class: isRed ? 'numeral red' : 'numeral' }, String(Math.round((value / shape.divisor) * 10) / 10).replace('-', '−')));
    } else {
      minor += `M${polar(a, 86)}L${polar(a, 91)}`;
    }
  }
  const parts: SVGElement[] = [
    svg('circle', { cx: 0, cy: 0, r: 98.5, class: 'rim' }),
    svg('path', { d: arc(shape, shape.low, red ?? shape.high, 91), class: 'scale' }),
    svg('path', { d: minor, class: 'minor' }),
    svg('path', { d: major, class: 'major' }),
  ];
  if (red !== null) {
    parts.push(svg('path', { d: arc(shape, red, shape.high, 88.5), class: 'zone' }), svg('path', { d: majorRed, class: 'major red' }));
  }
  if (shape.low < 0 && shape.high > 0) parts.push(svg('path', { d: arc(shape, 0, shape.high, 88.5), class: 'positive' }));
  if (shape.mark !== null && shape.mark < shape.high) {
    const a = angle(shape, shape.mark);
    parts.push(svg('path', { d: `M${polar(a, 91.5)}L${polar(a - 3.4, 97.6)}L${polar(a + 3.4, 97.6)}Z`, class: 'mark' }, svg('title', {}, `${word('shift')} ${shape.mark}`)));
  }
  parts.push(...numerals, svg('text', { x: 0, y: -48.5, class: 'caption' }, shape.caption));
  return svg('svg', { viewBox: '-100 -100 200 200', 'aria-hidden': 'true' }, ...parts);
}

/** Digits with their unit beside or below; the width of the digits is kept, so nothing moves when a value widens. */
export class Reading {
  readonly element: HTMLElement;
  private readonly words: Words;

  constructor(className: string, unit: string, dataValue: string, widest: string) {
    const digits = room(h('b', 'digits'), widest);
    this.words = new Words(digits);
    this.element = h('div', 'reading ' + className, digits, h('span', 'unit', unit));
    this.element.dataset['value'] = dataValue;
    this.words.set('–');
  }

  set(value: number | undefined, decimals: number) {
    this.words.set(value === undefined ? '–' : figure(value, decimals));
  }
}

/** Keeps as much room as the widest text needs, so that nothing moves when a value widens. */
export function room(element: HTMLElement, widest: string): HTMLElement {
  const narrow = (widest.match(/[.−]/g) ?? []).length;
  // A tabular figure of the number font is 0.474 em wide; a point or minus sign takes about half of it.
  element.style.minWidth = `${((widest.length - 0.5 * narrow) * 0.48).toFixed(2)}em`;
  return element;
}

/** The wider of the two ends of a range, as shown. */
export function widest(low: number, high: number, decimals: number): string {
  const [a, b] = [figure(low, decimals), figure(high, decimals)];
  return a.length > b.length ? a : b;
}

/** A number as shown: a true minus sign, never "-0". */
export function figure(value: number, decimals: number): string {
  const text = value.toFixed(Math.min(decimals, 7));
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', '−');
}
