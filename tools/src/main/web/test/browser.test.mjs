// Drives the page in Chromium under the policy it is shipped with. Started by DashboardBrowserTest, which serves the page:
//   out: broker ws://…            in: page=URL real=URL|- broker=ws://…|-
//   out: ok NAME | not ok NAME: why | note NAME: figure
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { availableParallelism, loadavg } from 'node:os';
import { createInterface } from 'node:readline';
import mqtt from 'mqtt';
import { launch } from './browser.mjs';
import { FakeBroker } from './fakebroker.mjs';
import { SyntheticCar } from './synthetic.mjs';

const broker = new FakeBroker();
await broker.start();
console.log('broker ' + broker.address);
const [line] = await once(createInterface({ input: process.stdin }), 'line');
const given = Object.fromEntries(line.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
const only = process.argv[2];

const browser = await launch();
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const note = (name, figure) => console.log(`note ${name}: ${figure}`);

/** Opens the page in a context of its own; complaints of the browser are kept. */
async function open(options = {}, address = given.page) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB', colorScheme: 'dark', ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (e) => page.complaints.push(e.message));
  page.on('console', (m) => m.type() === 'error' && !/ERR_CONNECTION_REFUSED|WebSocket connection to/.test(m.text()) && page.complaints.push(m.text()));
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  await page.goto(address);
  return page;
}

const text = (page, selector) => page.locator(selector).first().textContent();
const state = (page, selector) => page.locator(selector).first().getAttribute('data-state');
async function until(what, condition, most = 20_000) {
  const end = Date.now() + most;
  for (;;) {
    if (await condition()) return;
    if (Date.now() > end) assert.fail('not within ' + most + ' ms: ' + what);
    await pause(40);
  }
}
const connected = (page) => until('connected', async () => /connected|接続中/.test(await text(page, '[data-cell=link] b')));

function announce(car, more = {}) {
  broker.send(car.topic('meta'), car.meta(more.meta), true);
  broker.send(car.topic('status'), car.status(more.status), true);
}

const tests = {
  async showsAnEmptyBrokerInWords() {
    const page = await open();
    await connected(page);
    await until('a sentence', async () => /No car has spoken/.test(await text(page, '.notice')));
    assert.match(await text(page, '.map .empty'), /GPS/);
    assert.match(await text(page, '.strips .empty'), /last minutes/);
    // The better of two visits with nothing cached: the first one also starts the browser's own processes.
    const painted = (p) => p.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
    const again = await open();
    await connected(again);
    const paint = Math.min(await painted(page), await painted(again));
    note('first contentful paint', paint.toFixed(0) + ' ms');
    assert.ok(paint < 1_000, 'first paint within a second: ' + paint);
    return page;
  },

  async movesValuesUnderTheShippedPolicy() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open();
    await connected(page);
    const end = car.drive((live) => broker.send(car.topic('live'), live));
    const seen = { rpm: new Set(), speed: new Set(), needle: new Set() };
    await until('three values of each', async () => {
      seen.rpm.add(await text(page, '[data-value=engine_speed] .digits'));
      seen.speed.add(await text(page, '[data-value=speed] .digits'));
      seen.needle.add(await page.locator('#tachometer .needle').evaluate((e) => getComputedStyle(e).transform));
      return seen.rpm.size > 3 && seen.speed.size > 2 && seen.needle.size > 4;
    });
    await until('strips', async () => (await page.locator('.strip canvas').count()) >= 5);
    await until('a trace', async () => (await page.locator('.map .empty').count()) === 1 && (await page.locator('.map .empty').isHidden()));
    assert.match(await text(page, 'h1'), /Autozam AZ-1/);
    assert.match(await text(page, '.recording'), /Recording/);
    assert.match(await text(page, '[data-cell=lag] .label'), /^Live lag$/);
    end();
    return page;
  },

  async needleStaysBetweenMeasuredValuesAndArrivesWithinOnePeriod() {
    const car = new SyntheticCar('az-1', 10);
    announce(car);
    const page = await open();
    await connected(page);
    const rpm = (value, t) => broker.send(car.topic('live'), { t, seq: t, engine_speed: value });
    for (let i = 0; i < 8; i++) {
      rpm(3_000, 1_000 + 100 * i);
      await pause(100);
    }
    await until('rpm', async () => (await text(page, '[data-value=engine_speed] .digits')) === '3000');
    const angles = page.evaluate(
      () =>
        new Promise((done) => {
          const [out, begin] = [[], performance.now()];
          const needle = document.querySelector('#tachometer .needle');
          const look = () => {
            const { a, b } = new DOMMatrix(getComputedStyle(needle).transform);
            out.push([performance.now(), (Math.atan2(b, a) * 180) / Math.PI]);
            if (performance.now() - begin < 900) requestAnimationFrame(look);
            else done(out);
          };
          look();
        }),
    );
    await pause(200);
    rpm(6_000, 1_900);
    const path = await angles;
    const at = (value) => -135 + (270 * value) / 10_000;
    for (const [, a] of path) assert.ok(a >= at(3_000) - 0.02 && a <= at(6_000) + 0.02, 'an invented value: ' + a);
    for (let i = 1; i < path.length; i++) assert.ok(path[i][1] >= path[i - 1][1], 'the needle turned back');
    const leaves = path.findIndex(([, a]) => a > at(3_000) + 0.02);
    const arrives = path.findIndex(([, a]) => a > at(6_000) - 0.02);
    assert.ok(leaves > 0 && arrives > 0, 'the needle arrives');
    const took = path[arrives][0] - path[leaves - 1][0];
    assert.ok(took < 100 + 60, 'one live period and a few frames: ' + took);
    assert.ok(arrives - leaves >= 1, 'there are frames between');
    note('needle from 3000 to 6000 at 10 Hz', `${took.toFixed(0)} ms, ${arrives - leaves} frames between`);
    return page;
  },

  async stepsTheNeedleWhereMotionIsUnwelcome() {
    const car = new SyntheticCar('az-1', 2);
    announce(car);
    const page = await open({ reducedMotion: 'reduce' });
    await connected(page);
    broker.send(car.topic('live'), { t: 1_000, engine_speed: 2_000 });
    await until('rpm', async () => (await text(page, '[data-value=engine_speed] .digits')) === '2000');
    broker.send(car.topic('live'), { t: 1_500, engine_speed: 8_000 });
    const angles = await page.evaluate(
      () =>
        new Promise((done) => {
          const seen = new Set();
          const begin = performance.now();
          const look = () => {
            const { a, b } = new DOMMatrix(getComputedStyle(document.querySelector('#tachometer .needle')).transform);
            seen.add(Math.round((Math.atan2(b, a) * 180) / Math.PI));
            if (performance.now() - begin < 700) requestAnimationFrame(look);
            else done([...seen]);
          };
          look();
        }),
    );
    assert.ok(angles.length <= 2 && angles.at(-1) === 81, angles.join(' '));
    return page;
  },

  async saysHowOldAStaleValueIs() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open();
    await connected(page);
    const end = car.drive((live) => broker.send(car.topic('live'), live));
    await until('fresh', async () => /fresh|shift|over/.test(await state(page, '#tachometer')));
    end();
    await until('dim', async () => (await state(page, '#tachometer')) === 'dim');
    await until('old', async () => (await state(page, '#tachometer')) === 'old');
    assert.match(await text(page, '#tachometer .foot .age'), /1\s?s ago/);
    await until('silence in words', async () => /No live message for/.test(await text(page, '.notice')));
    return page;
  },

  async saysWhichSourceIsDeadSinceWhenAndWhatToDo() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const [elm, gps] = car.status().sources;
    const page = await open();
    await connected(page);
    broker.send(car.topic('status'), car.status({ sources: [{ ...elm, state: 'silent', since: car.t - 12_000, detail: 'no answer', action: 'check the ignition' }, gps] }), true);
    await until('the sentence', async () => /elm: silent for 12\s?s\. No answer\. Check the ignition\./.test(await text(page, '.notice')));
    assert.equal(await state(page, '.source'), 'silent');
    broker.send(car.topic('status'), { online: false, name: 'az-1' }, true);
    await until('offline', async () => /az-1 is offline/.test(await text(page, '.notice')) && /Offline/.test(await text(page, '.recording')));
    return page;
  },

  async comesBackAfterTheBrokerRestarts() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open();
    await connected(page);
    const end = car.drive((live) => broker.send(car.topic('live'), live));
    await until('fresh', async () => /fresh|shift|over/.test(await state(page, '#tachometer')));
    await broker.stop();
    await until('lost', async () => /does not answer/.test(await text(page, '.notice')));
    await broker.start();
    await until('fresh again', async () => /fresh|shift|over/.test(await state(page, '#tachometer')), 8_000);
    await connected(page);
    end();
    return page;
  },

  async holdsTheLinkForThreeKeepAlives() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const [connects, pings] = [broker.connects, broker.pings];
    const page = await open();
    await connected(page);
    await until('three pings', () => broker.pings >= pings + 3, 8_000);
    assert.equal(broker.connects, connects + 1);
    return page;
  },

  async leavesAHalfOpenLink() {
    const page = await open();
    await connected(page);
    const connects = broker.connects;
    for (const client of broker.clients) client.deaf = true;
    await until('a new connection', () => broker.connects > connects, 8_000);
    await connected(page);
    return page;
  },

  async asksForAUserWhereTheBrokerRefuses() {
    broker.refuse = 135;
    const page = await open();
    await until('the form', async () => page.locator('.login').isVisible());
    assert.match(await text(page, '.notice'), /wants a user and a password/);
    broker.refuse = 0;
    await page.locator('input[name=user]').fill('dash');
    await page.locator('input[name=password]').fill('secret');
    await page.locator('.login button').click();
    await connected(page);
    await until('the form gone', async () => page.locator('.login').isHidden());
    return page;
  },

  async takesHostileMessagesAsText() {
    const car = new SyntheticCar('az-1', 20);
    const evil = '<img src=x onerror=alert(1)>';
    announce(car, { meta: { car: { id: 'x', name: evil, colour: 'red;}*{display:none', redline: 1e99 }, note: evil, channels: [{ name: evil }, { name: 'coolant_temperature', unit: evil, decimals: 99 }, 7, null] } });
    broker.send('keilog/' + evil + '/status', { online: true }, true);
    broker.send('keilog/__proto__/status', { online: true }, true);
    const page = await open();
    await connected(page);
    for (const junk of ['', '{', '[]', '7', 'null', '{"t":"x"}', '{"t":1e400}', '{"t":-5}', '[' .repeat(5_000), Buffer.from([0xff, 0xfe, 0]), 'x'.repeat(400_000)]) broker.send(car.topic('live'), junk);
    broker.send(car.topic('live'), '{"t":1000,"__proto__":5,"constructor":7,"engine_speed":"9","latitude":1e9,"longitude":{},"coolant_temperature":88}');
    for (let i = 0; i < 600; i++) broker.send(car.topic('live'), `{"t":${1001 + i},"channel_${i}":${i}}`);
    await until('the good value', async () => (await text(page, '.tile[data-value=coolant_temperature] .digits')) === '88.0');
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await text(page, 'h1'), evil + 'az-1');
    assert.match(await page.locator('.health').getAttribute('title'), /unreadable messages: \d/);
    assert.ok((await page.locator('table tr').count()) <= 130);
    broker.send('keilog/' + evil + '/status', '', true);
    broker.send('keilog/__proto__/status', '', true);
    return page;
  },

  async speaksBothLanguagesByDayAndByNight() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open({ locale: 'ja-JP', colorScheme: 'light' });
    await connected(page);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await until('Japanese', async () => /水温/.test(await text(page, '.tiles')) && /記録中/.test(await text(page, '.recording')));
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
    assert.equal(await ground(), 'rgb(242, 236, 223)');
    await page.keyboard.press('t');
    assert.equal(await ground(), 'rgb(18, 16, 14)');
    await page.keyboard.press('l');
    assert.match(await text(page, '.tiles'), /Coolant/);
    await page.reload();
    await connected(page);
    assert.equal(await ground(), 'rgb(18, 16, 14)');
    await until('English remembered', async () => /Coolant/.test(await text(page, '.tiles')));
    await page.keyboard.press('?');
    assert.ok(await page.locator('dialog').isVisible());
    await page.keyboard.press('Escape');
    return page;
  },

  async letsChooseAmongSeveralCars() {
    const [one, two] = [new SyntheticCar('az-1', 20), new SyntheticCar('beat', 20)];
    announce(one);
    announce(two, { meta: { car: { id: 'beat', name: 'Honda Beat', colour: '#f2c200', redline: 8500 } } });
    const page = await open();
    await connected(page);
    await until('both', async () => (await page.locator('select.cars option').count()) === 2);
    await page.locator('select.cars').selectOption('beat');
    await until('the other car', async () => /Honda Beat/.test(await text(page, 'h1')));
    const end = two.drive((live) => broker.send(two.topic('live'), live));
    await until('its values', async () => /fresh|shift|over/.test(await state(page, '#tachometer')));
    end();
    await page.locator('body').click({ position: { x: 4, y: 400 } });
    await page.keyboard.press('c');
    await until('back', async () => /Autozam/.test(await text(page, 'h1')));
    broker.send(two.topic('meta'), '', true);
    broker.send(two.topic('status'), '', true);
    return page;
  },

  async showsLapsAndDeltaWhereTheCarSendsThem() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open();
    await connected(page);
    assert.equal(await page.locator('.lapnow').count(), 0, 'hidden where no laps are sent');
    broker.send(car.topic('meta'), car.timedMeta(), true);
    await until('the room for laps', async () => (await page.locator('.lapnow').count()) === 1);
    assert.match(await text(page, '.laplist .empty'), /crosses the line/);

    const lap = (...of) => broker.send(car.topic('lap'), car.lap(...of));
    car.live();
    lap(0, null, {}, 200_000);
    lap(1, 23.5, { sector: 1, best: true }, 180_000);
    lap(1, 66.229, { best: true }, 130_000);
    lap(2, 65.119, { best: true, delta: -1.085 }, 65_000);
    lap(3, 23.1, { sector: 1, best: true, delta: -0.4 }, 30_000);
    lap(3, 65.5, { quality: 'estimated', delta: 0.38, remarks: 'gap, slow', kind: 'flying' }, 12_400);
    const row = (n) => page.locator('.laplist tbody tr').nth(n);
    await until('four rows', async () => (await page.locator('.laplist tbody tr').count()) === 4);
    assert.match(await row(0).textContent(), /^3~1:05\.50gap, slow\+0\.38★23\.10$/);
    assert.match(await row(1).textContent(), /^21:05\.12★best/i);
    assert.match(await row(2).textContent(), /^11:06\.23\+1\.1123\.50$/, 'a best that was beaten is none');
    assert.match(await row(3).textContent(), /^0–out$/);
    assert.equal(await row(1).getAttribute('data-state'), 'best');
    const figures = async () => Object.fromEntries(await page.locator('.figure').evaluateAll((all) => all.map((e) => [e.dataset.lap, e.querySelector('.digits').textContent])));

    const live = (delta) => broker.send(car.topic('live'), { ...car.live(), delta, predicted_lap: 65.119 + delta });
    live(-0.31);
    await until('gained', async () => (await page.locator('.delta').getAttribute('data-sign')) === 'gained');
    assert.equal(await text(page, '.delta .digits'), '−0.31');
    assert.equal(await text(page, '.delta .saying'), 'ahead');
    const { number, running, last, best, predicted } = await figures();
    assert.deepEqual([number, last, best, predicted], ['4', '~1:05.50', '1:05.12', '~1:04.8']);
    assert.match(running, /^12\.[4-6]$/);
    const boxes = () => page.locator('.lapnow, .lapnow > *, .delta > .digits, .deltabar').evaluateAll((all) => all.map((e) => JSON.stringify(e.getBoundingClientRect())));
    const before = await boxes();
    live(12.345);
    await until('lost', async () => (await page.locator('.delta').getAttribute('data-sign')) === 'lost');
    assert.equal(await text(page, '.delta .digits'), '+12.35');
    assert.equal(await text(page, '.delta .saying'), 'behind');
    assert.deepEqual(await boxes(), before, 'nothing moves when delta widens');
    await page.keyboard.press('l');
    await until('Japanese', async () => (await text(page, '.delta .saying')) === '遅い');
    assert.match(await text(page, '.laplist thead'), /ラップタイム差区間1/);
    await page.keyboard.press('l');

    // Another drive begins its own list; what makes no sense is left out, what is hostile stays text.
    broker.send(car.topic('lap'), { session: 'x', t: 1, lap: 'one' });
    broker.send(car.topic('lap'), car.lap(0, null, { session: '000012-02-00000001', kind: '<img src=x onerror=alert(1)>' }));
    await until('one row', async () => (await page.locator('.laplist tbody tr').count()) === 1);
    assert.match(await row(0).textContent(), /<img src=x/);
    assert.equal(await page.locator('.laplist img').count(), 0);
    broker.send(car.topic('meta'), car.meta(), true);
    return page;
  },

  async marksAReplayAndSaysWhatItsLagIsWorth() {
    const car = new SyntheticCar('az-1', 20);
    announce(car, { meta: { replay: true }, status: { clock: 'none' } });
    const page = await open();
    await connected(page);
    await until('the badge', async () => (await page.locator('.badge.replay').count()) === 1);
    announce(car, { status: { clock: 'none' } });
    await until('no badge', async () => (await page.locator('.badge.replay').count()) === 0);
    const end = car.drive(({ ts, ...live }) => broker.send(car.topic('live'), live));
    await until('what the figure is', async () => /^Lag above best$/.test(await text(page, '[data-cell=lag] .label')));
    end();
    return page;
  },

  async zoomsTheStripsAndGoesBackToLive() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open();
    await connected(page);
    for (let i = 0; i < 1_200; i++) broker.send(car.topic('live'), car.live());
    const end = car.drive((live) => broker.send(car.topic('live'), live));
    await until('strips', async () => (await page.locator('.strip canvas').count()) >= 5);
    await page.locator('.strip .u-over').first().scrollIntoViewIfNeeded();
    const box = await page.locator('.strip .u-over').first().boundingBox();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.9, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await until('held', async () => page.locator('.striphead .live').isVisible());
    await page.keyboard.press('Escape');
    await until('live by key', async () => page.locator('.striphead .live').isHidden());
    await page.keyboard.press('+');
    await until('held by key', async () => page.locator('.striphead .live').isVisible());
    await page.mouse.dblclick(box.x + box.width * 0.5, box.y + 20);
    await until('live', async () => page.locator('.striphead .live').isHidden());
    end();
    return page;
  },

  async movesNothingWhenAValueWidens() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open({ viewport: { width: 390, height: 844 } });
    await connected(page);
    const live = (t, engine_speed, vehicle_speed, coolant_temperature) => broker.send(car.topic('live'), { t, engine_speed, vehicle_speed, coolant_temperature, manifold_pressure: engine_speed / 50, barometric_pressure: 101, battery_voltage: vehicle_speed > 99 ? 14.2 : 9.9, lambda: 1 });
    live(1_000, 900, 7, 9);
    await until('drawn', async () => (await text(page, '[data-value=engine_speed] .digits')) === '900' && (await page.locator('.strip canvas').count()) >= 4);
    await pause(700);
    const boxes = () =>
      page.evaluate(() => {
        const still = [...document.querySelectorAll('.app *')].filter((e) => e.closest('svg, .needle, .peak, .dot, .bar, .plot, .notice, .age, .hub .label') === null);
        return still.map((e) => {
          const { x, y, width, height } = e.getBoundingClientRect();
          return `${e.tagName}.${e.className} ${[x, y, width, height].map(Math.round)}`;
        });
      });
    const narrow = await boxes();
    live(1_100, 9_999, 188, 104);
    await until('wide', async () => (await text(page, '[data-value=engine_speed] .digits')) === '9999' && (await text(page, '.tile .digits')) === '104');
    await pause(500);
    const wide = await boxes();
    const moved = wide.filter((box, i) => box !== narrow[i]);
    assert.deepEqual(moved, []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'nothing sticks out sideways');
    return page;
  },

  async staysWithinSixMillisecondsAFrameAtFourTimesThrottle() {
    const car = new SyntheticCar('az-1', 20);
    announce(car);
    const page = await open({ viewport: { width: 1440, height: 900 } });
    await connected(page);
    for (let i = 0; i < 2_300; i++) broker.send(car.topic('live'), car.live());
    const end = car.drive((live) => broker.send(car.topic('live'), live));
    await until('strips', async () => (await page.locator('.strip canvas').count()) >= 5);
    await pause(800);
    // Every frame is a frame of the page's own, also those in which only the compositor moves a needle.
    await page.evaluate(() => {
      const every = () => requestAnimationFrame(every);
      every();
    });
    const cdp = await page.context().newCDPSession(page);
    if (process.env.KEILOG_TRACE) {
      await cdp.send('DOM.enable');
      const layers = new Promise((done) => cdp.once('LayerTree.layerTreeDidChange', done));
      await cdp.send('LayerTree.enable');
      const { layers: tree } = await layers;
      for (const l of tree.filter((l) => l.drawsContent)) {
        const { compositingReasonIds } = await cdp.send('LayerTree.compositingReasons', { layerId: l.layerId }).catch(() => ({}));
        console.log('note layer:', l.width, l.height, String(compositingReasonIds));
      }
      await cdp.send('LayerTree.disable');
    }
    const say = (c, by) => `mean ${(c.mean * by).toFixed(2)} ms, 95 % below ${(c.p95 * by).toFixed(2)} ms, script ${(c.script * by).toFixed(2)}, layout and style ${(c.layout * by).toFixed(2)}, paint ${(c.paint * by).toFixed(2)}, ${c.frames} frames, ${c.rate.toFixed(0)} a second`;
    // The calmest of three stretches: what other processes do to this machine is not the page's cost.
    const calmest = async () => {
      const costs = [];
      for (let i = 0; i < 3; i++) costs.push(await frameCost(cdp, 900));
      return costs.sort((a, b) => a.mean - b.mean)[0];
    };
    const plain = await calmest();
    note('frame at 20 Hz live, thread time times 4', say(plain, 4));
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await pause(200);
    const throttled = await calmest();
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    end();
    note('frame at 20 Hz live, throttled 4x', say(throttled, 1));
    // The throttle burns thread time also while the thread waits for a core, so on a busy machine only the first figure is the page's own.
    // The promise is judged where a core is free for the page; on a busier machine only a page gone wrong is seen.
    const busy = loadavg()[0] > availableParallelism();
    if (busy) note('frame promise of 6 ms', `not judged: load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores`);
    assert.ok(Math.min(4 * plain.mean, throttled.mean) <= (busy ? 24 : 6), 'script, layout and paint per frame: ' + [4 * plain.mean, throttled.mean]);
    return page;
  },

  async showsACarThroughTheRealBroker() {
    if (given.real === '-') return null;
    const car = new SyntheticCar('az-1', 20);
    const client = mqtt.connect(given.broker, { protocolVersion: 5 });
    await once(client, 'connect');
    client.publish(car.topic('meta'), JSON.stringify(car.meta()), { qos: 1, retain: true });
    client.publish(car.topic('status'), JSON.stringify(car.status()), { qos: 1, retain: true });
    const page = await open({}, given.real);
    await connected(page);
    const end = car.drive((live) => client.publish(car.topic('live'), JSON.stringify(live)));
    const seen = new Set();
    await until('values', async () => seen.add(await text(page, '[data-value=engine_speed] .digits')).size > 4);
    end();
    await client.endAsync();
    return page;
  },
};

/** Thread time of scripting, style, layout and paint on the page's main thread, per frame drawn, from a trace. */
async function frameCost(cdp, ms) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'] } });
  await pause(ms);
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  const paints = events.filter((e) => e.name === 'FireAnimationFrame');
  const count = new Map();
  for (const e of paints) count.set(e.pid + '/' + e.tid, (count.get(e.pid + '/' + e.tid) ?? 0) + 1);
  const thread = [...count.entries()].sort((a, b) => b[1] - a[1])[0][0];
  const mine = events.filter((e) => e.ph === 'X' && e.pid + '/' + e.tid === thread).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const kinds = { script: /^(FireAnimationFrame|FunctionCall|EvaluateScript|TimerFire|EventDispatch|RunMicrotasks|WebSocketReceive|MinorGC|MajorGC|V8\.GC.*)$/, layout: /^(UpdateLayoutTree|Layout|HitTest|IntersectionObserverController::computeIntersections)$/, paint: /^(PrePaint|Paint|Layerize|Commit|UpdateLayer|CompositeLayers|UpdateLayerTree)$/ };
  const kind = (e) => Object.keys(kinds).find((k) => kinds[k].test(e.name));
  const stamps = mine.filter((e) => e.name === 'FireAnimationFrame').map((e) => e.ts);
  const frames = stamps.map(() => 0);
  const sums = { script: 0, layout: 0, paint: 0 };
  let [until_, frame] = [-1, 0];
  const inner = [];
  for (const e of mine) {
    const k = kind(e);
    if (k === undefined) continue;
    while (inner.length > 0 && inner.at(-1).end <= e.ts) inner.pop();
    const cost = (e.tdur ?? e.dur) / 1000;
    const around = inner.at(-1);
    if (around !== undefined) sums[around.kind] -= cost;
    sums[k] += cost;
    inner.push({ kind: k, end: e.ts + e.dur });
    if (e.ts >= until_) {
      while (frame + 1 < stamps.length && stamps[frame + 1] <= e.ts) frame++;
      frames[frame] += cost;
      until_ = e.ts + e.dur;
    }
  }
  const n = frames.length;
  if (process.env.KEILOG_TRACE) {
    const [names, counts] = [{}, {}];
    for (const e of mine) {
      names[e.name] = (names[e.name] ?? 0) + (e.tdur ?? e.dur) / 1000 / n;
      counts[e.name] = (counts[e.name] ?? 0) + 1 / n;
    }
    console.log('note names:', JSON.stringify(Object.fromEntries(Object.entries(names).filter(([, v]) => v > 0.05).sort((a, b) => b[1] - a[1]).map(([k, v]) => [k, `${v.toFixed(2)} x${counts[k].toFixed(2)}`]))));
  }
  const sorted = [...frames].sort((a, b) => a - b);
  const total = frames.reduce((a, b) => a + b, 0);
  return { mean: total / n, p95: sorted[Math.floor(n * 0.95)], script: sums.script / n, layout: sums.layout / n, paint: sums.paint / n, frames: n, rate: (n * 1000) / ms };
}

for (const [name, run] of Object.entries(tests)) {
  if (only && only !== name) continue;
  const begun = Date.now();
  try {
    broker.retained.clear();
    const page = await run();
    if (page !== null) {
      const violations = await page.evaluate(() => window.violations);
      assert.deepEqual(violations, [], 'the policy was broken');
      assert.deepEqual(page.complaints, [], 'the browser complained');
    }
    console.log(`ok ${name} ${Date.now() - begun} ms`);
  } catch (error) {
    console.log(`not ok ${name}: ${String(error?.stack ?? error).replaceAll('\n', ' | ').slice(0, 1_200)}`);
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
await broker.stop();
process.exit(0);
