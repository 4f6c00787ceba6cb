// The way to the broker. mqtt.js is loaded when the page has been drawn.
import type { MqttClient } from 'mqtt';

export type LinkState = 'connecting' | 'connected' | 'lost' | 'refused';

export interface LinkEvents {
  state(state: LinkState): void;
  message(topic: string, payload: Uint8Array): void;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export class Link {
  state: LinkState = 'connecting';
  /** The browser's time of the last change, in ms. */
  since = performance.now();
  connects = 0;
  private client: MqttClient | null = null;
  private followed: string[] = [];

  constructor(
    readonly address: string,
    private readonly keepAliveS: number,
    private readonly events: LinkEvents,
  ) {}

  async open(credentials: Credentials | null) {
    const { default: mqtt } = await import('mqtt');
    this.client?.end(true);
    const client = mqtt.connect(this.address, {
      protocolVersion: 5,
      clean: true,
      clientId: 'keilog-page-' + Array.from(crypto.getRandomValues(new Uint8Array(6)), (b) => b.toString(16).padStart(2, '0')).join(''),
      keepalive: this.keepAliveS,
      // The default runs its timers in a worker made from a blob, which the page's policy forbids.
      timerVariant: 'native',
      reconnectPeriod: 1_000,
      connectTimeout: 6_000,
      resubscribe: false,
      queueQoSZero: false,
      ...(credentials ?? {}),
    });
    this.client = client;
    client.on('connect', () => {
      this.connects++;
      client.subscribe(['keilog/+/status', 'keilog/+/meta'], { qos: 1 });
      if (this.followed.length > 0) client.subscribe(this.followed, { qos: 1 });
      this.become('connected');
    });
    client.on('message', (topic: string, payload: Uint8Array) => this.events.message(topic, payload));
    client.on('close', () => {
      if (this.client === client && this.state !== 'refused') this.become('lost');
    });
    client.on('error', (error: Error & { code?: unknown }) => {
      // 134 bad user name or password, 135 not authorized.
      if (error.code === 134 || error.code === 135 || error.code === 4 || error.code === 5) {
        client.end(true);
        this.become('refused');
      }
    });
  }

  /** Listens to one car's live messages and laps and to no other's. */
  follow(name: string) {
    const topics = [`keilog/${name}/live`, `keilog/${name}/lap`];
    if (topics[0] === this.followed[0]) return;
    const client = this.client;
    if (client?.connected) {
      if (this.followed.length > 0) client.unsubscribe(this.followed);
      client.subscribe(topics, { qos: 1 });
    }
    this.followed = topics;
  }

  /** A page that was asleep asks at once. */
  wake() {
    if (this.client !== null && this.state === 'lost' && !this.client.connected) this.client.reconnect();
  }

  private become(state: LinkState) {
    if (state === this.state) return;
    this.state = state;
    this.since = performance.now();
    this.events.state(state);
  }
}
