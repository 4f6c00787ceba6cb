// Tachometer with the speed in its hub, and the boost dial beside it.
import type { Car } from './car';
import { Dial, Reading } from './dial';
import { h, Words } from './dom';
import { ago, word } from './words';

const UNKNOWN_REDLINE_TOP = 9_000;

export class Tachometer {
  readonly element: HTMLElement;
  private readonly dial: Dial;
  private readonly speed: Reading;
  private readonly rpm: Reading;
  private readonly lamp: Words;
  private readonly speedName: Words;
  private readonly age: Words;
  private taken = -1;

  constructor(private readonly car: Car, still: boolean) {
    const redline = car.meta?.redline ?? null;
    const top = redline === null ? UNKNOWN_REDLINE_TOP : redline + 1_000;
    this.dial = new Dial(
      {
        id: 'tachometer', label: word('engine_speed'), low: 0, high: Math.ceil(top / 500) * 500, major: 1_000,
        minor: top > 10_000 ? 500 : 250, divisor: 1_000, caption: '× 1000 r/min', red: redline, mark: car.meta?.shift ?? null,
      },
      1_600,
      still,
    );
    this.speed = new Reading('speed', 'km/h', 'speed', '888');
    this.rpm = new Reading('rpm', 'rpm', 'engine_speed', top > 9_999 ? '88888' : '8888');
    const lamp = h('span', 'lamp');
    const name = h('span', 'label');
    const age = h('span', 'age');
    this.lamp = new Words(lamp);
    this.speedName = new Words(name);
    this.age = new Words(age);
    this.dial.hub.append(lamp, this.speed.element, name);
    this.dial.foot.append(this.rpm.element, age);
    if (redline === null && car.meta !== null) this.dial.foot.append(h('span', 'hint', word('redlineUnknown')));
    this.element = this.dial.element;
    this.element.classList.add('tachometer');
  }

  take(now: number) {
    const rpm = this.car.values.get('engine_speed');
    if (rpm !== undefined && rpm.arrival !== this.taken) {
      this.taken = rpm.arrival;
      this.dial.take(rpm.value, now, Math.min(this.car.livePeriod, rpm.distance || this.car.livePeriod));
    }
  }

  text(now: number) {
    const { car } = this;
    const rpm = car.values.get('engine_speed');
    this.rpm.set(rpm?.value, 0);
    const dead = car.freshness('vehicle_speed', now);
    const speed = (dead === 'old' || dead === 'none') && car.values.has('gps_speed') ? 'gps_speed' : 'vehicle_speed';
    const other = car.values.get(speed);
    this.speed.set(other?.value, 0);
    this.speed.element.dataset['state'] = car.freshness(speed, now);
    const speedAge = car.freshness(speed, now) === 'old' ? ago(car.age(speed, now)) : word(speed);
    this.speedName.set(speedAge);
    const fresh = car.freshness('engine_speed', now);
    this.age.set(fresh === 'old' ? ago(car.age('engine_speed', now)) : '');
    const { redline, shift } = car.meta ?? { redline: null, shift: null };
    const live = rpm !== undefined && (fresh === 'fresh' || fresh === 'dim');
    const over = live && redline !== null && rpm.value >= redline;
    const now2 = live && !over && shift !== null && rpm.value >= shift;
    this.lamp.set(over ? word('over') : now2 ? word('shift') : '');
    this.dial.become(over ? 'over' : now2 ? 'shift' : fresh);
  }
}

export class Boost {
  readonly element: HTMLElement;
  private readonly dial: Dial;
  private readonly reading: Reading;
  private readonly age: Words;
  private readonly name: string;
  private taken = -1;

  constructor(private readonly car: Car, still: boolean) {
    this.name = car.values.has('boost') || !car.values.has('manifold_pressure') ? 'boost' : 'manifold_pressure';
    const isBoost = this.name === 'boost';
    this.dial = new Dial(
      {
        id: 'boost', label: word(isBoost ? 'boost' : 'manifold_pressure'), low: isBoost ? -100 : 0, high: isBoost ? 150 : 250, major: 50, minor: 10,
        divisor: 1, caption: isBoost ? '' : word('absolute'), red: null, mark: null,
      },
      25,
      still,
    );
    this.reading = new Reading('pressure', 'kPa', this.name, '888');
    const age = h('span', 'age');
    this.age = new Words(age);
    this.dial.hub.append(this.reading.element);
    this.dial.foot.append(h('span', 'label', word(isBoost ? 'boost' : 'manifold_pressure')), age);
    this.element = this.dial.element;
    this.element.classList.add('boost');
  }

  take(now: number) {
    const value = this.car.values.get(this.name);
    if (value !== undefined && value.arrival !== this.taken) {
      this.taken = value.arrival;
      this.dial.take(value.value, now, Math.min(this.car.livePeriod, value.distance || this.car.livePeriod));
    }
  }

  text(now: number) {
    const fresh = this.car.freshness(this.name, now);
    this.reading.set(this.car.values.get(this.name)?.value, 0);
    this.age.set(fresh === 'old' ? ago(this.car.age(this.name, now)) : '');
    this.dial.become(fresh);
  }
}
