// One small line, always there: how the link, the recording and the sources are. Below it one sentence on what is wrong.
import type { Car } from './car';
import { h, State, Words } from './dom';
import type { Link } from './link';
import type { SourceStatus } from './payloads';
import { ago, language, sentence, stretch, type Word, word } from './words';

/** Below this a pause in the live messages is not worth a sentence. */
const SILENT_MS = 2_000;

class Cell {
  readonly element: HTMLElement;
  private readonly label: Words;
  private readonly value: Words;
  private readonly state: State;

  constructor(id: string) {
    const [label, value] = [h('span', 'label'), h('b', 'digits')];
    this.element = h('div', 'cell', label, value);
    this.element.dataset['cell'] = id;
    this.label = new Words(label);
    this.value = new Words(value);
    this.state = new State(this.element);
  }

  set(label: string, value: string, state: 'calm' | 'attention') {
    this.label.set(label);
    this.value.set((state === 'attention' ? '▲ ' : '') + value);
    this.state.set(state);
  }
}

export class Health {
  readonly element: HTMLElement;
  private readonly link: Cell = new Cell('link');
  private readonly lag: Cell = new Cell('lag');
  private readonly backlog: Cell = new Cell('backlog');
  private readonly dropouts: Cell = new Cell('dropouts');
  private readonly storage: Cell = new Cell('storage');
  private readonly sources = h('div', 'sources');
  private readonly notice = h('p', 'notice');
  private readonly noticeWords: Words;
  private readonly noticeState: State;
  private sourcesShown = '';

  constructor(private readonly car: Car | null, private readonly broker: Link) {
    this.noticeWords = new Words(this.notice);
    this.noticeState = new State(this.notice);
    this.notice.setAttribute('role', 'status');
    const cells = h('div', 'cells', ...[this.link, this.lag, this.backlog, this.dropouts, this.storage].map((c) => c.element), this.sources);
    this.element = h('section', 'health', cells, this.notice);
    this.element.setAttribute('aria-label', word('link'));
  }

  text(now: number) {
    const { car, broker } = this;
    this.link.set(word('link'), word(broker.state === 'lost' ? 'lost' : broker.state), broker.state === 'lost' || broker.state === 'refused' ? 'attention' : 'calm');
    this.textLag(now);
    const status = car?.status ?? null;
    if (status === null || !status.online) {
      for (const [cell, label] of [[this.backlog, 'backlog'], [this.dropouts, 'dropouts'], [this.storage, 'storage']] as const) cell.set(word(label), '–', 'calm');
    } else {
      this.backlog.set(word('backlog'), status.backlogBlocks === 0 ? '0' : `${status.backlogBlocks} (${size(status.backlogBytes)})`, 'calm');
      const missed = car!.missed > 0 ? ` · ${word('missed')} ${car!.missed}` : '';
      this.dropouts.set(word('dropouts'), status.dropped + missed, status.dropped > 0 ? 'attention' : 'calm');
      const left = status.hoursLeft === null ? word('card') : remaining(status.hoursLeft);
      const trouble = status.storage === 'memory only' ? word('memoryOnly') : status.storage === 'full' ? word('full') : null;
      this.storage.set(word('storage'), trouble ?? left, trouble === null ? 'calm' : 'attention');
    }
    this.textSources(status?.online ? status.sources : []);
    const [sentence_, state] = this.worst(now);
    this.noticeWords.set(sentence_);
    this.noticeState.set(state);
    if (car !== null) this.element.title = car.bad > 0 ? `${word('badMessages')}: ${car.bad}` : '';
  }

  private textLag(now: number) {
    const { car } = this;
    if (car === null || car.lastLive === -Infinity) return this.lag.set(word('lag'), '–', 'calm');
    if (car.meta?.replay) return this.lag.set(word('lag'), word('replay'), 'calm');
    const pause = now - car.lastLive;
    if (pause > Math.max(SILENT_MS, 5 * car.livePeriod)) return this.lag.set(word('lag'), `${word('silent')} ${stretch(pause)}`, 'attention');
    const { kind, ms } = car.lag.figure(car.status?.clockKnown ?? false);
    const label = kind === 'clocks' ? word('lag') : kind === 'clocks differ' ? word('differ') : word('jitter');
    this.lag.set(label, ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`, ms > 2_000 ? 'attention' : 'calm');
  }

  private textSources(sources: readonly SourceStatus[]) {
    const key = sources.map((s) => `${s.name}/${s.state}/${s.rate.toFixed(0)}`).join();
    if (key === this.sourcesShown) return;
    this.sourcesShown = key;
    this.sources.replaceChildren(
      ...sources.map((s) => {
        const chip = h('span', 'source', h('span', 'sign', s.state === 'running' ? '●' : s.state === 'starting' ? '◌' : '▲'), ` ${s.name} `, h('b', 'digits', s.state !== 'running' ? word(s.state) : this.car?.meta?.replay ? '' : `${s.rate.toFixed(0)}/s`));
        chip.dataset['state'] = s.state;
        chip.title = `${s.name}: ${word(s.state)}, ${s.rate.toFixed(1)} ${word('values')}`;
        return chip;
      }),
    );
  }

  /** The one sentence that matters most now. */
  private worst(now: number): [string, 'calm' | 'attention'] {
    const { car, broker } = this;
    if (broker.state === 'refused') return [sentence('brokerRefused', broker.address), 'attention'];
    if (broker.state === 'lost') return [sentence('brokerLost', broker.address, stretch(now - broker.since)), 'attention'];
    if (broker.state === 'connecting') return [sentence('brokerConnecting', broker.address), 'calm'];
    if (car === null) return [word('emptyCar'), 'calm'];
    const { status } = car;
    if (status !== null && !status.online) {
      const time = car.offlineSince === 0 ? '' : ` ${new Date(car.offlineSince).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}`;
      const since = time === '' ? '' : language === 'ja' ? `（${time.trim()}から）` : ` since${time}`;
      return [sentence('carOffline', car.name, since), 'attention'];
    }
    if (status?.storage === 'memory only') return [word('memoryNote'), 'attention'];
    if (status?.storage === 'full') return [word('fullNote'), 'attention'];
    const dead = status?.sources.find((s) => s.state === 'silent') ?? status?.sources.find((s) => s.state === 'absent') ?? status?.sources.find((s) => s.state === 'starting');
    if (dead !== undefined) return [this.about(dead, now), dead.state === 'starting' ? 'calm' : 'attention'];
    if (car.lastLive > -Infinity && now - car.lastLive > Math.max(SILENT_MS, 5 * car.livePeriod) && !car.meta?.replay) {
      return [sentence('carSilent', stretch(now - car.lastLive)), 'attention'];
    }
    if (car.meta?.replay) return [[word('replayNote'), car.meta.note].join(' '), 'calm'];
    if (status === null) return [word('waitStatus'), 'calm'];
    return [[word('allWell'), car.meta?.note ?? ''].join(' ').trim(), 'calm'];
  }

  private about(source: SourceStatus, now: number): string {
    const lasted = this.car!.sourceFor(source.since, now);
    const since = lasted === null ? '' : language === 'ja' ? `（${ago(lasted)}から）` : ` ${word('since')} ${stretch(lasted)}`;
    const key = `${source.kind}_${source.state}`;
    const own = word((key in KNOWN ? key : `any_${source.state}`) as Word) ?? '';
    const what = sentence('sourceSays', source.name, word(source.state), since);
    const detail = source.detail === '' ? '' : language === 'ja' ? `（${source.detail}）` : ` ${sentenceEnd(source.detail)}`;
    const action = language === 'en' && source.action !== '' ? sentenceEnd(source.action) : own;
    return `${what}${detail} ${action}`;
  }
}

const KNOWN: Record<string, true> = { elm_absent: true, elm_silent: true, elm_starting: true, gps_absent: true, gps_silent: true, gps_starting: true };

const sentenceEnd = (text: string) => {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?。]$/.test(begun) ? begun : begun + '.';
};

/** Recording time that still fits, in hours, or in days where nobody counts hours. */
function remaining(hours: number): string {
  const [amount, unit] = hours < 240 ? [hours, word('hours')] : [hours / 24, word('days')];
  return language === 'ja' ? `${word('left')}${amount.toFixed(0)}${unit}` : `${amount.toFixed(0)} ${unit} ${word('left')}`;
}

const size = (bytes: number) => (bytes < 10_000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
