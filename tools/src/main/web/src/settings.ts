// What the server wrote into the page's head, and what this browser remembers.
import type { Language } from './words';

const head = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="keilog-${name}"]`)?.content ?? '';

export const broker = head('broker');
export const firstCar = head('name');
export const keepAliveS = Math.max(1, Number(head('keep-alive')) || 20);

export type Theme = 'auto' | 'light' | 'dark';

function remembered(key: string): string | null {
  try {
    return localStorage.getItem('keilog-' + key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string) {
  try {
    localStorage.setItem('keilog-' + key, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

export function languageAtStart(): Language {
  const known = remembered('language');
  if (known === 'en' || known === 'ja') return known;
  return navigator.languages.some((l) => l.startsWith('ja')) && !navigator.languages[0]?.startsWith('en') ? 'ja' : 'en';
}

export function themeAtStart(): Theme {
  const known = remembered('theme');
  return known === 'light' || known === 'dark' ? known : 'auto';
}

const darkness = matchMedia('(prefers-color-scheme: light)');
export const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether to draw dark; the ground is dark where the browser has no wish. */
export const isDark = (theme: Theme) => (theme === 'auto' ? !darkness.matches : theme === 'dark');

export function onPreference(changed: () => void) {
  darkness.addEventListener('change', changed);
  reducedMotion.addEventListener('change', changed);
}
