// Laps while they are driven: the running one with its delta, and the list of the session. Absent where the car sends none.
import type { Car } from './car';
import { room } from './dial';
import { h, State, Words } from './dom';
import { type Lap, type Laps, lapTime, signed } from './laps';
import { ago, remarkWord, word } from './words';

/** The bar's ends, in seconds. */
const BAR_SECONDS = 1;
/** Below it nobody gained or lost. */
const EVEN_SECONDS = 0.005;
const MOST_ROWS = 200;

export const isTimed = (car: Car) => car.meta?.channels.has('delta') === true || car.laps.last !== null;

class Figure {
  readonly element: HTMLElement;
  private readonly digits: Words;

  constructor(key: string, label: string, widest: string) {
    const digits = room(h('b', 'digits'), widest);
    this.element = h('div', 'figure', h('span', 'label', label), digits);
    this.element.dataset['lap'] = key;
    this.digits = new Words(digits);
    this.set('–');
  }

  set(words: string) {
    this.digits.set(words);
  }
}

export class LapNow {
  readonly element: HTMLElement;
  private readonly number = new Figure('number', word('lap'), '888');
  private readonly running = new Figure('running', word('lapRunning'), '88:88.8');
  private readonly last = new Figure('last', word('lapLast'), '~88:88.88');
  private readonly best = new Figure('best', `★ ${word('lapBest')}`, '88:88.88');
  private readonly predicted = new Figure('predicted', word('predicted_lap'), '~88:88.8');
  private readonly delta: Words;
  private readonly deltaWord: Words;
  private readonly age: Words;
  private readonly sign: State;
  private readonly freshness: State;
  private readonly fill: HTMLElement;
  private drawn = NaN;

  constructor(private readonly car: Car) {
    const digits = room(h('b', 'digits'), '+88.88');
    const said = h('span', 'saying');
    const age = h('span', 'age');
    this.fill = h('i');
    const bar = h('div', 'deltabar', this.fill);
    const delta = h('div', 'delta', h('span', 'label', word('deltaToBest')), digits, said, age, bar);
    this.delta = new Words(digits);
    this.deltaWord = new Words(said);
    this.age = new Words(age);
    this.sign = new State(delta, 'data-sign');
    this.freshness = new State(delta);
    this.delta.set('–');
    this.sign.set('none');
    this.element = h('section', 'lapnow', this.number.element, this.running.element, delta, this.predicted.element, this.last.element, this.best.element);
    this.element.setAttribute('aria-label', word('laps'));
    this.predicted.element.title = word('predictedNote');
  }

  text(now: number) {
    const { laps, liveT, recordsLaps } = this.car;
    const { last, best } = laps;
    const running = last !== null && recordsLaps;
    this.number.set(running ? String(last.lap + 1) : '–');
    this.running.set(running ? lapTime(Math.max(0, liveT - last.t) / 1000, 'measured', 1) : '–');
    this.last.set(last === null || last.seconds === null ? '–' : lapTime(last.seconds, last.quality));
    this.best.set(best === null ? '–' : lapTime(best.seconds, best.quality));
    this.difference(now);
  }

  private difference(now: number) {
    const delta = this.car.values.get('delta')?.value;
    const fresh = this.car.freshness('delta', now);
    this.freshness.set(fresh);
    this.age.set(fresh === 'old' ? ago(this.car.age('delta', now)) : '');
    if (delta === undefined) {
      this.delta.set('–');
      this.deltaWord.set('');
      this.predicted.set('–');
      this.sign.set('none');
      return;
    }
    const sign = Math.abs(delta) < EVEN_SECONDS ? 'even' : delta < 0 ? 'gained' : 'lost';
    this.delta.set(signed(delta));
    this.deltaWord.set(sign === 'even' ? word('deltaEven') : word(sign === 'gained' ? 'deltaGained' : 'deltaLost'));
    this.sign.set(sign);
    const predicted = this.car.values.get('predicted_lap')?.value;
    this.predicted.set(predicted === undefined ? '–' : lapTime(predicted, 'estimated', 1));
    const part = Math.round(Math.max(-1, Math.min(1, delta / BAR_SECONDS)) * 250) / 250;
    if (part !== this.drawn) {
      this.drawn = part;
      this.fill.style.transform = `scaleX(${part})`;
    }
  }
}

export class LapList {
  readonly element: HTMLElement;
  private readonly body = h('tbody');
  private readonly head = h('tr');
  private readonly empty = h('p', 'empty', word('emptyLaps'));
  private written = -1;

  constructor(private readonly car: Car) {
    this.element = h('section', 'laplist', h('div', 'lapscroll', h('table', '', h('thead', '', this.head), this.body)), this.empty);
    this.element.setAttribute('aria-label', word('laps'));
    this.element.tabIndex = 0;
  }

  text() {
    const { laps } = this.car;
    if (laps.version === this.written) return;
    this.written = laps.version;
    const list = laps.list();
    this.empty.hidden = list.length > 0;
    const sectors = Math.max(3, laps.sectors);
    this.head.replaceChildren(
      h('th', '', word('lap')), h('th', 'number', word('lapTime')), h('th', 'number', word('delta')),
      ...Array.from({ length: sectors }, (_, i) => h('th', 'number', `${word('sector')}${i + 1}`)),
    );
    this.body.replaceChildren(...list.slice(0, MOST_ROWS).map((lap) => row(laps, lap, sectors)));
  }
}

function row(laps: Laps, lap: Lap, sectors: number): HTMLElement {
  const { ended } = lap;
  const best = laps.best;
  const isBest = ended !== null && best?.lap === lap.number;
  const time = h('td', 'number', h('b', 'digits', ended === null ? '…' : lapTime(ended.seconds, ended.quality)));
  const gap = h('td', 'number');
  if (isBest) gap.append(h('b', 'digits best', '★'), h('span', 'best', word('lapBest')));
  else if (ended !== null && best !== null && ended.seconds !== null && best.seconds !== null && ended.quality !== 'insufficient') gap.append(h('b', 'digits', signed(ended.seconds - best.seconds)));
  const parts = Array.from({ length: sectors }, (_, i) => {
    const part = lap.sectors[i];
    const fastest = laps.isBestSector(lap.number, i + 1);
    return h('td', 'number', part === undefined ? '' : h('b', fastest ? 'digits best' : 'digits', (fastest ? '★' : '') + lapTime(part.seconds, part.quality)));
  });
  const kind = ended === null || ended.kind === 'flying' || ended.kind === '' ? [] : [ended.kind];
  const remarks = [...kind, ...(ended?.remarks ?? [])].map(remarkWord).join(', ');
  if (remarks !== '') time.append(h('span', 'remark', remarks));
  const tr = h('tr', '', h('th', '', String(lap.number)), time, gap, ...parts);
  if (isBest) tr.dataset['state'] = 'best';
  return tr;
}
