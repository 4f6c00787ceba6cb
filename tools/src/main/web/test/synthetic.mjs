// A made-up car on a made-up track, for tests and pictures of the page. Seeded, so that each run draws the same.
const GEARS = [3.416, 1.894, 1.28, 0.914, 0.757];
const FINAL = 4.705;
const WHEEL_M = 1.68;
// Corners of a closed line, in metres east and north of the first, with the radius felt there.
const LINE = [
  [0, 0], [90, 6], [190, 10], [255, 22], [282, 62], [262, 104], [205, 108], [170, 86], [132, 92], [118, 132], [150, 172], [214, 186], [262, 214],
  [268, 258], [226, 282], [150, 270], [60, 248], [-30, 232], [-96, 206], [-126, 158], [-100, 116], [-52, 108], [-20, 84], [-46, 52], [-86, 30], [-62, 4],
];

function catmull(a, b, c, d, t) {
  const f = (i) => 0.5 * (2 * b[i] + (c[i] - a[i]) * t + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t ** 3);
  return [f(0), f(1)];
}

function line() {
  const points = [];
  const n = LINE.length;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 40; k++) points.push(catmull(LINE[(i + n - 1) % n], LINE[i], LINE[(i + 1) % n], LINE[(i + 2) % n], k / 40));
  }
  const even = [points[0]];
  let rest = 0;
  for (let i = 1; i <= points.length; i++) {
    const [a, b] = [points[i - 1], points[i % points.length]];
    const d = Math.hypot(b[0] - a[0], b[1] - a[1]);
    let at = 1 - rest;
    while (at < d) {
      even.push([a[0] + ((b[0] - a[0]) * at) / d, a[1] + ((b[1] - a[1]) * at) / d]);
      at += 1;
    }
    rest = d - (at - 1);
  }
  return even;
}

function speeds(p) {
  const n = p.length;
  const v = p.map((_, i) => {
    const [a, b, c] = [p[(i + n - 8) % n], p[i], p[(i + 8) % n]];
    const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0]);
    const bend = Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) / 8;
    return Math.min(47, Math.sqrt(9.2 / Math.max(bend, 0.0035)));
  });
  for (let lap = 0; lap < 2; lap++) {
    for (let i = 0; i < n; i++) v[(i + 1) % n] = Math.min(v[(i + 1) % n], Math.sqrt(v[i] ** 2 + 2 * Math.max(0.5, 4.6 - v[i] * 0.075)));
    for (let i = n; i > 0; i--) v[(i - 1 + n) % n] = Math.min(v[(i - 1 + n) % n], Math.sqrt(v[i % n] ** 2 + 2 * 8.2));
  }
  return v;
}

const CHANNELS = [
  ['engine_speed', 'rpm', 0, 14000, 0, 'elm', 24.4], ['vehicle_speed', 'km/h', 0, 350, 0, 'elm', 12.2], ['manifold_pressure', 'kPa', 0, 400, 0, 'elm', 24.4],
  ['barometric_pressure', 'kPa', 50, 115, 0, 'elm', 0.1], ['throttle_position', '%', 0, 100, 0, 'elm', 12.2], ['coolant_temperature', '°C', -40, 150, 0, 'elm', 0.5],
  ['intake_air_temperature', '°C', -40, 150, 0, 'elm', 0.5], ['oil_temperature', '°C', -40, 180, 0, 'elm', 0.5], ['lambda', 'λ', 0.5, 2, 2, 'elm', 6],
  ['ignition_timing', '°', -64, 64, 1, 'elm', 6], ['battery_voltage', 'V', 0, 18, 1, 'elm', 0.5], ['latitude', '°', -90, 90, 7, 'gps', 10], ['longitude', '°', -180, 180, 7, 'gps', 10],
  ['gps_speed', 'km/h', 0, 400, 1, 'gps', 10], ['heading', '°', 0, 360, 0, 'gps', 10], ['satellites', '', 0, 64, 0, 'gps', 10], ['fix_quality', '', 0, 8, 0, 'gps', 10], ['horizontal_accuracy', 'm', 0, 1000, 2, 'gps', 10],
];

export class SyntheticCar {
  constructor(name = 'az-1', hz = 20) {
    this.name = name;
    this.hz = hz;
    this.path = line();
    this.speed = speeds(this.path);
    this.at = 0;
    this.t = 640_000;
    this.seq = 0;
    this.gear = 2;
    this.rpm = 4000;
    this.random = 12345;
    this.before = 20;
  }

  noise() {
    this.random = (this.random * 1103515245 + 12345) & 0x7fffffff;
    return this.random / 0x7fffffff - 0.5;
  }

  topic(kind) {
    return `keilog/${this.name}/${kind}`;
  }

  meta(more = {}) {
    return {
      name: this.name, car: { id: 'az-1', name: 'Autozam AZ-1', colour: '#c8102e', redline: 9000, shift: 8600 }, live_hz: this.hz, replay: false, track: 'made-up',
      channels: CHANNELS.map(([name, unit, low, high, decimals, source, rate]) => ({ name, unit, low, high, decimals, source, rate })), ...more,
    };
  }

  /** The meta of a logger that times laps. */
  timedMeta(more = {}) {
    const all = this.meta();
    const derived = (name, low, high, decimals, extra) => ({ name, unit: 's', low, high, decimals, source: 'laps', ...extra });
    return { ...all, channels: [...all.channels, derived('delta', -60, 60, 2), derived('predicted_lap', 0, 3600, 1, { guess: true })], ...more };
  }

  /** News of a lap or a sector that ended so many ms ago. */
  lap(lap, seconds, more = {}, ago = 0) {
    const timed = seconds === null ? {} : { seconds, uncertainty: 0.007 };
    return { session: '000012-01-8f3a2c10', t: this.t - ago, track: 'made-up', lap, ...(more.sector ? {} : { kind: lap === 0 ? 'out' : 'flying' }), ...timed, quality: 'measured', best: false, ...more };
  }

  status(more = {}) {
    return {
      online: true, name: this.name, boot: 12, session: '000012-01-8f3a2c10', recording: true, storage: 'card', t: this.t, ts: Date.now(), clock: 'gnss',
      sources: [
        { name: 'elm', kind: 'elm', state: 'running', since: 3_000, detail: '', action: '', rates: { engine_speed: 24.4, manifold_pressure: 24.4, vehicle_speed: 12.2, throttle_position: 12.2 } },
        { name: 'gps', kind: 'gps', state: 'running', since: 4_200, detail: '', action: '', rates: { latitude: 10, longitude: 10 } },
      ],
      dropped: 0, backlog: { blocks: 1, bytes: 2210 }, force_ms: { last: 3.1, max: 20.4 }, hours_left: 123.4, temperature: 55.1, link: { rtt_ms: 12, since: 9_000 }, ...more,
    };
  }

  /** Hands out live messages as time goes by, from now on; gives the function that ends it. */
  drive(send) {
    const [wall, t] = [performance.now(), this.t];
    const beat = setInterval(() => {
      while (this.t + 1000 / this.hz <= t + performance.now() - wall) send(this.live());
    }, 5);
    return () => clearInterval(beat);
  }

  /** The next live message; time goes on by one live period. */
  live(wall = Date.now()) {
    const dt = 1 / this.hz;
    this.t += dt * 1000;
    const n = this.path.length;
    const v = this.speed[Math.floor(this.at) % n];
    this.at += v * dt;
    const pull = (v - this.before) / dt;
    this.before = v;
    const rpmIn = (g) => ((v * 60) / WHEEL_M) * GEARS[g] * FINAL;
    if (rpmIn(this.gear) > 8900 && this.gear < 4) this.gear++;
    else if (this.gear > 1 && rpmIn(this.gear - 1) < 7900 && pull <= 0.2) this.gear--;
    this.rpm += (Math.min(9350, rpmIn(this.gear)) - this.rpm) * 0.6;
    const open = pull > 0.15;
    this.throttle = (this.throttle ?? 40) + ((open ? 97 : pull < -1 ? 0 : 30) - (this.throttle ?? 40)) * 0.35;
    this.pressure = (this.pressure ?? 60) + ((open ? 101 + Math.min(88, Math.max(0, (this.rpm - 2600) / 30)) : 32) - (this.pressure ?? 60)) * 0.3;
    const [x, y] = this.path[Math.floor(this.at) % n];
    const s = this.seq++;
    const m = {
      t: Math.round(this.t * 10) / 10, ts: Math.round(wall - 18), session: '000012-01-8f3a2c10', seq: s,
      engine_speed: Math.round((this.rpm + this.noise() * 24) * 4) / 4, manifold_pressure: Math.round(this.pressure * 10 + this.noise() * 9) / 10,
    };
    if (s % 2 === 0) {
      Object.assign(m, {
        vehicle_speed: Math.round(v * 3.6), throttle_position: Math.round(this.throttle * 10) / 10, latitude: 36.15 + y / 111320, longitude: 139.92 + x / (111320 * Math.cos(0.631)),
        gps_speed: Math.round((v * 3.6 + this.noise() * 0.4) * 100) / 100, heading: 0, satellites: 17, fix_quality: 1, horizontal_accuracy: 0.42,
      });
    }
    if (s % 4 === 0) Object.assign(m, { lambda: Math.round((open ? 0.82 : 1.02) * 100 + this.noise() * 4) / 100, ignition_timing: open ? 14.5 : 31 });
    if (s % (2 * this.hz) === 0) {
      const warm = 1 - Math.exp(-s / this.hz / 60);
      Object.assign(m, { barometric_pressure: 101, coolant_temperature: Math.round(74 + 16 * warm), intake_air_temperature: Math.round(34 + 14 * warm + this.noise() * 3), oil_temperature: Math.round(68 + 36 * warm), battery_voltage: Math.round(141 + this.noise() * 3) / 10 });
    }
    return m;
  }
}
