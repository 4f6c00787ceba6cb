// Pictures of the page at phone, phone on its side and laptop, light and dark, in both languages.
//
//   npm run screenshots -- --page http://127.0.0.1:8080/ --broker ws://127.0.0.1:8000/mqtt --out FOLDER [--only laptop-dark-en]
//
// The page and its broker must be running (keilog dashboard, keilog-broker); the script drives a made-up car on that broker.
// Japanese pictures want a Japanese font on the machine (Debian: fonts-noto-cjk).
// With --scene live it drives nothing and shows, after --wait seconds, whatever car is there: the demo's, for the README's picture.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { launch } from '../test/browser.mjs';
import { SyntheticCar } from '../test/synthetic.mjs';

const { values: options } = parseArgs({ options: { page: { type: 'string' }, broker: { type: 'string' }, out: { type: 'string' }, only: { type: 'string' }, scene: { type: 'string' }, wait: { type: 'string' } } });
if (!options.page || !options.broker || !options.out) {
  console.error('usage: npm run screenshots -- --page URL --broker ws://… --out FOLDER [--only NAME] [--scene drive|trouble|empty|replay|live] [--wait SECONDS]');
  process.exit(2);
}
mkdirSync(options.out, { recursive: true });

const SIZES = { phone: { width: 390, height: 844, deviceScaleFactor: 2 }, 'phone-side': { width: 844, height: 390, deviceScaleFactor: 2 }, laptop: { width: 1440, height: 900, deviceScaleFactor: 1 } };
const scene = options.scene ?? 'drive';
const client = mqtt.connect(options.broker, { protocolVersion: 5 });
await new Promise((done, fail) => client.once('connect', done).once('error', fail));
const send = (car, kind, value, retain = false) => client.publish(car.topic(kind), value === '' ? '' : JSON.stringify(value), { retain, qos: retain ? 1 : 0 });
const beats = [];
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const browser = await launch();
for (const [size, { width, height, deviceScaleFactor }] of Object.entries(SIZES)) {
  for (const theme of ['dark', 'light']) {
    for (const language of ['en', 'ja']) {
      const name = `${size}-${theme}-${language}`;
      if (options.only && options.only !== name) continue;
      const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor, locale: language === 'ja' ? 'ja-JP' : 'en-GB', colorScheme: theme });
      const page = await context.newPage();
      page.on('pageerror', (e) => console.error(name, e.message));
      page.on('console', (m) => m.type() === 'error' && console.error(name, m.text()));
      const car = new SyntheticCar('az-1', 20);
      const drives = scene !== 'empty' && scene !== 'live';
      if (drives) {
        send(car, 'meta', car.meta(scene === 'replay' ? { replay: true, note: 'tsukuba, 3 May' } : {}), true);
        send(car, 'status', car.status(), true);
      }
      await page.goto(options.page);
      await page.waitForFunction(() => document.querySelector('[data-cell=link] b')?.textContent?.match(/connected|接続中/));
      if (drives) {
        // Two minutes at once, then as long as it takes in real time.
        for (let i = 0; i < 118 * car.hz; i++) {
          send(car, 'live', car.live());
          if (i % 200 === 199) await pause(15);
        }
        beats.push(car.drive((live) => send(car, 'live', live)));
        await pause(2_600);
        if (scene === 'trouble') {
          beats.splice(0).forEach((end) => end());
          const [elm, gps] = car.status().sources;
          send(car, 'status', car.status({ dropped: 3, sources: [{ ...elm, state: 'silent', since: car.t - 1000, detail: 'no answer from the adapter', action: 'check its power and the ignition', rates: {} }, gps] }), true);
          const fromGps = (live) => Object.fromEntries(Object.entries(live).filter(([k]) => /^(t|ts|seq|session|lat.*|lon.*|gps.*|sat.*|fix.*|hor.*)$/.test(k)));
          beats.push(car.drive((live) => send(car, 'live', fromGps(live))));
          await pause(9_000);
        } else {
          while (car.rpm < 7_900 || car.rpm > 8_500) await pause(40);
        }
      } else await pause(1_000 * Number(options.wait ?? 2));
      await page.screenshot({ path: join(options.out, `${scene}-${name}.png`) });
      if (size === 'phone' && drives) {
        await page.locator('.strips').scrollIntoViewIfNeeded();
        await page.mouse.wheel(0, 900);
        await pause(1_500);
        await page.screenshot({ path: join(options.out, `${scene}-${name}-below.png`) });
      }
      beats.splice(0).forEach((end) => end());
      if (drives) for (const kind of ['meta', 'status']) send(car, kind, '', true);
      await context.close();
      console.log(join(options.out, `${scene}-${name}.png`));
    }
  }
}
await browser.close();
client.end();
