// The car's body colour as the page's one accent, moved only as far as it must to be seen on the ground it lies on.

type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb;
const format = (c: Rgb) => '#' + c.map((v) => Math.round(v).toString(16).padStart(2, '0')).join('');
const mix = (a: Rgb, b: Rgb, part: number): Rgb => [0, 1, 2].map((i) => a[i]! + (b[i]! - a[i]!) * part) as unknown as Rgb;

function luminance(c: Rgb): number {
  const [r, g, b] = c.map((v) => {
    const s = v / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(parse(a)), luminance(parse(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour itself where it stands out enough from the ground, else the first step towards the ink that does. */
export function accent(colour: string, ground: string, ink: string, least = 3.4): string {
  for (let part = 0; part < 1; part += 0.05) {
    const candidate = format(mix(parse(colour), parse(ink), part));
    if (contrast(candidate, ground) >= least) return candidate;
  }
  return ink;
}

// Cividis (Nuñez, Anderton, Renslow 2018), seven stops: rises in lightness, the same to colour-blind eyes.
const CIVIDIS = ['#00204d', '#31446b', '#666870', '#958f78', '#cbba69', '#e8d04f', '#ffea46'].map(parse);

/** A scale from slow to fast that keeps away from the ground: its dark end is lifted on dark, its light end cut on paper. */
export function ramp(part: number, dark: boolean): string {
  const p = dark ? 0.3 + 0.7 * clamp(part) : 0.72 * clamp(part);
  const at = p * (CIVIDIS.length - 1);
  const i = Math.min(CIVIDIS.length - 2, Math.floor(at));
  return format(mix(CIVIDIS[i]!, CIVIDIS[i + 1]!, at - i));
}

const clamp = (v: number) => (v < 0 ? 0 : v > 1 ? 1 : v);
