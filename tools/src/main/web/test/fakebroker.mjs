// An MQTT 5 broker over WebSocket that does what a test tells it: goes away, comes back, falls silent, counts.
import { createServer } from 'node:http';
import packet from 'mqtt-packet';
import { WebSocketServer } from 'ws';

const matches = (filter, topic) => {
  const [f, t] = [filter.split('/'), topic.split('/')];
  return f.length === t.length && f.every((level, i) => level === '+' || level === t[i]);
};

export class FakeBroker {
  retained = new Map();
  clients = new Set();
  connects = 0;
  pings = 0;
  refuse = 0;
  port = 0;

  async start() {
    this.server = createServer();
    this.sockets = new WebSocketServer({ server: this.server, handleProtocols: () => 'mqtt' });
    this.sockets.on('connection', (socket) => this.serve(socket));
    await new Promise((done) => this.server.listen(this.port, '127.0.0.1', done));
    this.port = this.server.address().port;
  }

  async stop() {
    for (const client of this.clients) client.socket.terminate();
    this.clients.clear();
    this.sockets.close();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  get address() {
    return `ws://127.0.0.1:${this.port}/mqtt`;
  }

  /** Sends a message to whoever listens; objects as JSON. */
  send(topic, value, retain = false) {
    const payload = Buffer.isBuffer(value) || typeof value === 'string' ? value : JSON.stringify(value);
    if (retain) {
      if (payload.length === 0) this.retained.delete(topic);
      else this.retained.set(topic, payload);
    }
    for (const client of this.clients) if (client.filters.some((f) => matches(f, topic))) this.write(client, { cmd: 'publish', topic, payload, qos: 0, retain: false, properties: {} });
  }

  write(client, message) {
    if (!client.deaf) client.socket.send(packet.generate(message, { protocolVersion: 5 }));
  }

  serve(socket) {
    const client = { socket, filters: [], deaf: false };
    const parser = packet.parser({ protocolVersion: 5 });
    parser.on('packet', (p) => {
      if (p.cmd === 'connect') {
        this.write(client, { cmd: 'connack', reasonCode: this.refuse, sessionPresent: false, properties: {} });
        if (this.refuse !== 0) return socket.close();
        this.connects++;
        this.clients.add(client);
      } else if (p.cmd === 'subscribe') {
        for (const s of p.subscriptions) client.filters.push(s.topic);
        this.write(client, { cmd: 'suback', messageId: p.messageId, granted: p.subscriptions.map(() => 0), properties: {} });
        for (const [topic, payload] of this.retained) {
          if (p.subscriptions.some((s) => matches(s.topic, topic))) this.write(client, { cmd: 'publish', topic, payload, qos: 0, retain: true, properties: {} });
        }
      } else if (p.cmd === 'unsubscribe') {
        client.filters = client.filters.filter((f) => !p.unsubscriptions.includes(f));
        this.write(client, { cmd: 'unsuback', messageId: p.messageId, granted: p.unsubscriptions.map(() => 0), properties: {} });
      } else if (p.cmd === 'pingreq') {
        this.pings++;
        this.write(client, { cmd: 'pingresp' });
      }
    });
    socket.on('message', (data) => parser.parse(data));
    socket.on('close', () => this.clients.delete(client));
    socket.on('error', () => this.clients.delete(client));
  }
}
