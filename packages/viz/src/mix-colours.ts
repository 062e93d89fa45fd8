type Triple = readonly [number, number, number];

const apply = (rows: readonly Triple[], [a, b, c]: Triple): Triple => rows.map(([p, q, r]) => p * a + q * b + r * c) as unknown as Triple;

/** Linear sRGB to cone responses, and their cube roots to Oklab, with the inverses: Ottosson 2020, "A perceptual color space". */
const toCones = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
] as const;
const toLab = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
] as const;
const fromLab = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
] as const;
const fromCones = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
] as const;

function labOf(hex: string): Triple {
  const linear = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
  return apply(toLab, apply(toCones, linear).map(Math.cbrt) as unknown as Triple);
}

function hexOf(lab: Triple): string {
  const linear = apply(fromCones, apply(fromLab, lab).map((x) => x ** 3) as unknown as Triple);
  const bytes = linear.map((x) => Math.round(255 * Math.min(1, Math.max(0, x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour a fraction t of the way between two written as `#rrggbb`, as `color-mix(in oklab, …)` mixes them. */
export function mixColours(from: string, to: string, t: number): string {
  const [a, b] = [labOf(from), labOf(to)];
  return hexOf(a.map((x, i) => x + (b[i]! - x) * t) as unknown as Triple);
}
