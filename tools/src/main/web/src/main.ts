// Draws first, connects then. A message moves the needles, writes texts and draws lines; a slow clock does where none comes.
import './style.css';
import { Car } from './car';
import { openHelp } from './help';
import { type Credentials, Link } from './link';
import { broker, firstCar, isDark, keepAliveS, languageAtStart, onPreference, reducedMotion, remember, type Theme, themeAtStart } from './settings';
import { isCarName } from './untrusted';
import { View } from './view';
import { language, speak } from './words';

const MOST_CARS = 64;
/** Between two rounds of texts and lines; needles move at every frame without them. */
const LEAST_MS = 40;
const MOST_MS = 110;

const cars = new Map<string, Car>();
let chosen = firstCar;
let theme: Theme = themeAtStart();
let view: View | null = null;

const link = new Link(broker, keepAliveS, {
  state: () => undefined,
  message(topic, payload) {
    const [root, name, kind, more] = topic.split('/');
    if (root !== 'keilog' || name === undefined || kind === undefined || more !== undefined || !isCarName(name)) return;
    const now = performance.now();
    let car = cars.get(name);
    if (payload.length === 0) {
      // A retained message that was taken back: the car is forgotten once nothing of it is left.
      if (car !== undefined && kind === 'status' && name !== chosen) cars.delete(name);
      return;
    }
    if (car === undefined) {
      if (cars.size >= MOST_CARS) return;
      car = new Car(name);
      cars.set(name, car);
      if (chosen === '') choose(name);
    }
    if (kind === 'live') {
      car.takeLive(payload, now);
      if (view?.car === car) ask();
    }
    if (kind === 'lap') {
      car.takeLap(payload);
      if (view?.car === car) ask();
    }
    if (kind === 'meta') car.takeMeta(payload);
    else if (kind === 'status') car.takeStatus(payload, now);
  },
});

const actions = {
  choose,
  language() {
    speak(language === 'en' ? 'ja' : 'en');
    remember('language', language);
    build();
  },
  theme() {
    theme = isDark(theme) ? 'light' : 'dark';
    remember('theme', theme);
    build();
  },
  help: openHelp,
  enter(credentials: Credentials) {
    sessionStorage.setItem('keilog-credentials', JSON.stringify(credentials));
    void link.open(credentials);
  },
};

function choose(name: string) {
  chosen = name;
  link.follow(name);
}

const nobody = new Car('');
const current = () => cars.get(chosen) ?? nobody;
const names = () => [...cars.keys()].sort();

function build() {
  const open = view?.element.querySelector('details')?.open ?? false;
  view?.close();
  document.documentElement.dataset['theme'] = isDark(theme) ? 'dark' : 'light';
  const car = current();
  view = new View(car, car !== nobody, names(), link, isDark(theme), reducedMotion.matches, actions);
  document.body.append(view.element);
  const details = view.element.querySelector('details');
  if (details !== null) details.open = open;
  document.title = car === nobody ? 'keilog' : `${car.meta?.carName || car.name} – keilog`;
}

let builtAt = -Infinity;
let workedAt = -Infinity;

let asked = false;

/** Draws at the next frame, however many messages come until then. */
function ask() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(work);
}

/** Needles first, which only tells the compositor; then texts and lines, in the same frame, where they are due. */
function work() {
  asked = false;
  const now = performance.now();
  const car = current();
  if (view === null || view.car !== car || (now - builtAt > 400 && view.shape !== View.shapeOf(car, car !== nobody, names()))) {
    builtAt = now;
    build();
  }
  view!.take(now);
  if (now - workedAt < LEAST_MS) return;
  // A page that itself stood still lets what arrived meanwhile in before it judges ages.
  if (now - workedAt > 400) view!.rest(now);
  workedAt = now;
  view!.frame(now);
}

addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.matches('input, select')) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === 'l') actions.language();
  else if (key === 't') actions.theme();
  else if (key === 'h' || key === '?') openHelp();
  else if (key === 'm') view?.map.nextColour();
  else if (key === 'c') {
    const all = names();
    if (all.length > 1) choose(all[(all.indexOf(chosen) + 1) % all.length]!);
  } else if (key === '1' || key === '2' || key === '5') view?.strips.show(Number(key));
  else if (key === '+' || key === '=' || key === '-') view?.strips.zoom(key === '-' ? 2 : 0.5);
  else if (key === 'Escape') view?.strips.release();
  else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    if (document.querySelector('dialog') === null) {
      view?.strips.moveCursor(key === 'ArrowLeft' ? -4 : 4);
      event.preventDefault();
    }
  }
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) link.wake();
});
onPreference(build);

function credentials(): Credentials | null {
  try {
    const known = JSON.parse(sessionStorage.getItem('keilog-credentials') ?? 'null') as Partial<Credentials> | null;
    return typeof known?.username === 'string' && typeof known.password === 'string' ? { username: known.username, password: known.password } : null;
  } catch {
    return null;
  }
}

speak(languageAtStart());
build();
if (chosen !== '') link.follow(chosen);
ask();
setInterval(() => {
  if (performance.now() - workedAt >= MOST_MS) ask();
}, MOST_MS / 2);
void link.open(credentials());
