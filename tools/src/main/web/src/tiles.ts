// One tile per slow value: digits, unit, age, and where it stands in its everyday range.
import type { Car } from './car';
import { figure, room, widest } from './dial';
import { h, State, Words } from './dom';
import { ago, channelWord, word } from './words';

/** Which channels have a tile, in this order, and the everyday range their bar shows. */
const TILES: readonly (readonly [name: string, low: number, high: number])[] = [
  ['coolant_temperature', 40, 120],
  ['oil_temperature', 40, 140],
  ['intake_air_temperature', 0, 80],
  ['oil_pressure', 0, 700],
  ['lambda', 0.7, 1.3],
  ['lambda_2', 0.7, 1.3],
  ['throttle_position', 0, 100],
  ['ignition_timing', -10, 50],
  ['battery_voltage', 10, 16],
  ['fuel_pressure', 0, 500],
  ['fuel_level', 0, 100],
];
/** What is promised where nothing is known yet. */
const EXPECTED = ['coolant_temperature', 'oil_temperature', 'intake_air_temperature', 'battery_voltage'];

class Tile {
  readonly element: HTMLElement;
  private readonly digits: Words;
  private readonly age: Words;
  private readonly state: State;
  private readonly pointer: HTMLElement;
  private readonly decimals: number;
  private drawn = NaN;

  constructor(private readonly car: Car, private readonly name: string, private readonly low: number, private readonly high: number) {
    const channel = car.channel(name);
    this.decimals = channel?.decimals ?? 0;
    const digits = room(h('b', 'digits'), widest(Math.max(channel?.low ?? 0, -99), Math.min(channel?.high ?? 100, 999), this.decimals));
    const age = h('span', 'age');
    this.pointer = h('i');
    this.element = h(
      'div', 'tile',
      h('span', 'label', channelWord(name)),
      h('div', 'reading', digits, h('span', 'unit', channel?.unit ?? '')),
      h('div', 'under', h('div', 'bar', this.pointer), age),
    );
    this.element.dataset['value'] = name;
    this.digits = new Words(digits);
    this.age = new Words(age);
    this.state = new State(this.element);
    this.digits.set('–');
    this.state.set('none');
  }

  text(now: number) {
    const value = this.car.values.get(this.name)?.value;
    const fresh = this.car.freshness(this.name, now);
    this.digits.set(value === undefined ? '–' : figure(value, this.decimals));
    this.age.set(fresh === 'old' ? ago(this.car.age(this.name, now)) : '');
    this.state.set(fresh);
    if (value === undefined) return;
    const part = Math.round(Math.min(1, Math.max(0, (value - this.low) / (this.high - this.low))) * 200) / 2;
    if (part !== this.drawn) {
      this.drawn = part;
      this.pointer.style.transform = `translateX(${part}%)`;
    }
  }
}

export class Tiles {
  readonly element: HTMLElement;
  private readonly tiles: Tile[];

  constructor(car: Car) {
    const known = (name: string) => car.meta?.channels.has(name) || car.values.has(name);
    let shown = TILES.filter(([name]) => known(name));
    if (shown.length === 0) shown = TILES.filter(([name]) => EXPECTED.includes(name));
    this.tiles = shown.map(([name, low, high]) => new Tile(car, name, low, high));
    this.element = h('section', 'tiles', ...this.tiles.map((t) => t.element));
    this.element.setAttribute('aria-label', word('temperatures'));
    // On a phone three or four stand in a row, whichever leaves fewer gaps.
    this.element.dataset['columns'] = this.tiles.length % 3 === 0 || this.tiles.length === 5 ? '3' : '4';
  }

  text(now: number) {
    for (const tile of this.tiles) tile.text(now);
  }
}

/** Every channel, with age and rate, for who wants to know; closed until asked for. */
export class AllChannels {
  readonly element: HTMLDetailsElement;
  private readonly rows = new Map<string, { value: Words; age: Words; rate: Words; state: State; decimals: number; mark: string }>();

  constructor(private readonly car: Car) {
    const names = new Set([...(car.meta?.channels.keys() ?? []), ...car.values.keys()]);
    const body = h('tbody');
    for (const name of [...names].slice(0, 128)) {
      const channel = car.channel(name);
      const [value, age, rate] = [h('b', 'digits'), h('td', 'number'), h('td', 'number')];
      const row = h('tr', '', h('th', '', channelWord(name)), h('td', 'number', value, h('span', 'unit', channel?.unit ?? '')), age, rate, h('td', '', channel?.source ?? ''));
      row.dataset['channel'] = name;
      body.append(row);
      this.rows.set(name, { value: new Words(value), age: new Words(age), rate: new Words(rate), state: new State(row), decimals: channel?.decimals ?? 2, mark: channel?.guess ? '~' : '' });
    }
    const head = h('tr', '', ...(['channel', 'value', 'age', 'rate', 'source'] as const).map((key) => h('th', '', word(key))));
    this.element = h('details', 'all', h('summary', '', `${word('all')} (${names.size})`), h('div', 'scroll', h('table', '', h('thead', '', head), body)));
  }

  text(now: number) {
    if (!this.element.open) return;
    for (const [name, row] of this.rows) {
      const value = this.car.values.get(name);
      const age = this.car.age(name, now);
      row.value.set(value === undefined ? '–' : row.mark + figure(value.value, row.decimals));
      row.age.set(value === undefined ? word('noData') : age < 10_000 ? `${(age / 1000).toFixed(1)} s` : ago(age));
      const rate = this.car.channel(name)?.rate ?? null;
      row.rate.set(rate === null ? '' : `${rate.toFixed(rate < 10 ? 1 : 0)} Hz`);
      row.state.set(this.car.freshness(name, now));
    }
  }
}
