// Everything that arrives over MQTT may have been written by anybody: it is measured, bounded and checked here, once.

const MOST_BYTES = 128 * 1024;
const decoder = new TextDecoder('utf-8', { fatal: true });

export type Fields = Readonly<Record<string, unknown>>;

/** The payload as a JSON object; null where it is too large, no UTF-8, no JSON or no object. */
export function fields(payload: Uint8Array): Fields | null {
  if (payload.length === 0 || payload.length > MOST_BYTES) return null;
  try {
    return object(JSON.parse(decoder.decode(payload)));
  } catch {
    return null;
  }
}

export function object(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** Objects of a list, at most so many. */
export function objects(value: unknown, most: number): Fields[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, most)
    .map(object)
    .filter((o) => o !== null);
}

/** One line of text without control or direction characters; empty where there is none. */
export function text(value: unknown, most = 80): string {
  if (typeof value !== 'string') return '';
  const line = value
    .slice(0, most * 2)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g, ' ')
    .trim();
  return line.length > most ? line.slice(0, most - 1) + '…' : line;
}

/** A finite number within the bounds; null otherwise. */
export function number(value: unknown, low = -1e15, high = 1e15): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= low && value <= high ? value : null;
}

/** A channel's name as the catalogue spells them. */
export const isChannelName = (name: string) => /^[a-z][a-z0-9_]{0,47}$/.test(name);

/** A car's name: one level of a topic. */
export const isCarName = (name: string) => /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name);
