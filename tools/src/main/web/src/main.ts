const setting = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="keilog-${name}"]`)?.content ?? '';

const rpm = document.body.appendChild(document.createElement('output'));
const speed = document.body.appendChild(document.createElement('output'));

const { default: mqtt } = await import('mqtt');
const client = mqtt.connect(setting('broker'), { protocolVersion: 5, timerVariant: 'native', clean: true });
client.on('connect', () => client.subscribe(`keilog/${setting('name') || '+'}/live`));
client.on('message', (_topic: string, payload: Uint8Array) => {
  const live = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  if (typeof live['engine_speed'] === 'number') rpm.textContent = `${live['engine_speed'].toFixed(0)} rpm`;
  if (typeof live['vehicle_speed'] === 'number') speed.textContent = `${live['vehicle_speed'].toFixed(0)} km/h`;
});
export {};
