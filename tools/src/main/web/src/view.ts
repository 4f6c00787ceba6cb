// The page for one car: built whole from what is known, thrown away when language, light or car change.
import type { Car } from './car';
import { Boost, Tachometer } from './cluster';
import { accent } from './colour';
import { h, State, Words } from './dom';
import { Health } from './health';
import type { Credentials, Link } from './link';
import { isTimed, LapList, LapNow } from './lapboard';
import { TraceMap } from './map';
import { type Paints, Strips } from './strips';
import { AllChannels, Tiles } from './tiles';
import { word } from './words';

const TEXT_MS = 95;
const STRIP_MS = 150;
const DEFAULT_ACCENT = '#e4572e';

export interface Actions {
  choose(name: string): void;
  language(): void;
  theme(): void;
  help(): void;
  enter(credentials: Credentials): void;
}

export class View {
  readonly element: HTMLElement;
  readonly strips: Strips;
  readonly map: TraceMap;
  private readonly tachometer: Tachometer;
  private readonly boost: Boost;
  private readonly tiles: Tiles;
  private readonly all: AllChannels;
  private readonly health: Health;
  private readonly lapNow: LapNow | null;
  private readonly lapList: LapList | null;
  private readonly recording: State;
  private readonly recordingWords: Words;
  private readonly login: HTMLFormElement;
  private textDue = 0;
  private stripDue = 0;
  readonly shape: string;

  constructor(readonly car: Car, known: boolean, names: readonly string[], private readonly link: Link, dark: boolean, still: boolean, actions: Actions) {
    this.shape = View.shapeOf(car, known, names);
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const paint = (name: string) => style.getPropertyValue(name).trim();
    const colour = accent(car.meta?.colour ?? DEFAULT_ACCENT, paint('--panel'), paint('--ink'));
    root.style.setProperty('--accent', colour);
    const paints: Paints = { ink: paint('--ink'), grid: paint('--line'), text: paint('--grey'), red: paint('--red'), lines: [paint('--series0'), paint('--series1'), paint('--series2')] };
    this.tachometer = new Tachometer(car, still);
    this.boost = new Boost(car, still);
    this.tiles = new Tiles(car);
    this.all = new AllChannels(car);
    this.map = new TraceMap(car, dark, still);
    this.strips = new Strips(car, paints);
    const timed = isTimed(car);
    this.lapNow = timed ? new LapNow(car) : null;
    this.lapList = timed ? new LapList(car) : null;
    this.health = new Health(known ? car : null, link);
    const recording = h('span', 'recording');
    this.recording = new State(recording);
    this.recordingWords = new Words(recording);
    this.login = loginForm(actions);
    this.element = h(
      'div', 'app',
      h(
        'header', '',
        carTitle(car, known, names, actions),
        car.meta?.replay ? h('span', 'badge replay', '▶▶ ' + word('replayBadge')) : '',
        recording,
        h('nav', '', button(word('language'), '', actions.language), button('◐', word('theme'), actions.theme), button('?', word('help'), actions.help)),
      ),
      this.health.element,
      this.login,
      h(
        'main', timed ? 'timed' : '',
        this.boost.element, this.tachometer.element, this.map.element, this.lapNow?.element ?? '', this.tiles.element, this.strips.element, this.lapList?.element ?? '', this.all.element,
      ),
    );
    this.element.dataset['car'] = car.name;
  }

  static shapeOf(car: Car, known: boolean, names: readonly string[]): string {
    return `${car.name}|${known}|${names.join('/')}|${car.shape}`;
  }

  /** New values came: the needles and the dot go there. */
  take(now: number) {
    this.tachometer.take(now);
    this.boost.take(now);
    this.map.take();
  }

  /** Texts, line and strips, each as often as an eye can use it and never all in one frame. */
  frame(now: number) {
    const writes = now >= this.textDue;
    if (writes) {
      this.textDue = now + TEXT_MS;
      this.text(now);
      this.map.draw();
    }
    if (!writes || now >= this.stripDue) {
      this.stripDue = now + STRIP_MS;
      this.strips.frame(now);
    }
  }

  /** Leaves the texts as they are for a moment. */
  rest(now: number) {
    this.textDue = Math.max(this.textDue, now + TEXT_MS);
  }

  close() {
    this.map.close();
    this.strips.close();
    this.element.remove();
  }

  private text(now: number) {
    const { status, meta } = this.car;
    this.tachometer.text(now);
    this.boost.text(now);
    this.tiles.text(now);
    this.all.text(now);
    this.map.text();
    this.lapNow?.text(now);
    this.lapList?.text();
    this.health.text(now);
    const state = status === null ? 'none' : !status.online ? 'offline' : meta?.replay ? 'none' : status.recording ? 'recording' : 'standby';
    this.recording.set(state);
    this.recordingWords.set(state === 'none' ? '' : state === 'recording' ? `● ${word('recording')}` : state === 'standby' ? `○ ${word('standby')}` : `▲ ${word('offline')}`);
    this.login.hidden = this.link.state !== 'refused';
  }
}

function button(label: string, title: string, act: () => void): HTMLButtonElement {
  const b = h('button', '', label);
  if (title !== '') {
    b.title = title;
    b.setAttribute('aria-label', title);
  }
  b.addEventListener('click', act);
  return b;
}

function carTitle(car: Car, known: boolean, names: readonly string[], actions: Actions): HTMLElement {
  if (!known) return h('h1', '', 'keilog');
  const said = car.meta?.carName ?? '';
  if (names.length < 2) return h('h1', '', said || car.name, said !== '' && said !== car.name ? h('small', '', car.name) : '');
  const select = h('select', 'cars', ...names.map((name) => new Option(name, name, false, name === car.name)));
  select.setAttribute('aria-label', word('chooseCar'));
  select.addEventListener('change', () => actions.choose(select.value));
  return h('h1', '', said !== '' ? said : '', select);
}

function loginForm(actions: Actions): HTMLFormElement {
  const user = h('input');
  user.name = 'user';
  user.autocomplete = 'username';
  const password = h('input');
  password.name = 'password';
  password.type = 'password';
  password.autocomplete = 'current-password';
  const form = h('form', 'login', h('label', '', word('user'), user), h('label', '', word('password'), password), h('button', '', word('enter')));
  form.hidden = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.enter({ username: user.value, password: password.value });
  });
  return form;
}
