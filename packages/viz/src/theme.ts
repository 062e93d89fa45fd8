import { mixColours } from './mix-colours.js';

/** The colours of a drawing, as CSS writes them. */
export interface Theme {
  readonly ink: string;
  /** Axes and their numbers. */
  readonly muted: string;
  readonly gridLine: string;
  readonly paper: string;
  /** For marks, told apart with every kind of colour vision. */
  readonly series: readonly string[];
  /** A colour for a height between 0 and 1, low to high. */
  readonly ramp: readonly [low: string, middle: string, high: string];
}

/** Light, dark, or as the reader prefers. */
export type ThemeName = 'auto' | 'light' | 'dark';

const light: Theme = {
  ink: '#1c2430',
  muted: '#5b6675',
  gridLine: '#e3e7ec',
  paper: '#ffffff',
  series: ['#0b63ce', '#c2410c', '#047857', '#9333a8', '#8a6d00'],
  ramp: ['#123a7a', '#2f9c95', '#f4e9a8'],
};
const dark: Theme = {
  ink: '#e8edf3',
  muted: '#9aa7b6',
  gridLine: '#2b3440',
  paper: '#12171e',
  series: ['#6fb1ff', '#ff9a5c', '#4fd1a5', '#dd94ee', '#e0c04a'],
  ramp: ['#0d2350', '#24847f', '#e9dc93'],
};

const variables = ({ ink, muted, gridLine, paper, series, ramp }: Theme): string =>
  Object.entries({
    ink,
    muted,
    grid: gridLine,
    paper,
    ...Object.fromEntries(series.map((c, i) => [`series-${i}`, c])),
    low: ramp[0],
    middle: ramp[1],
    high: ramp[2],
  })
    .map(([name, colour]) => `--chart-${name}:${colour}`)
    .join(';');

/**
 * The style sheet that gives drawings of the theme `auto` their colours, light or dark as the reader prefers.
 *
 * @example
 * ```ts
 * import { themeStyles } from '@chainrule/viz';
 * themeStyles().startsWith(':root'); // → true
 * ```
 */
export const themeStyles = (): string =>
  `:root,.chart{${variables(light)}}@media(prefers-color-scheme:dark){:root,.chart{${variables(dark)}}}`;

/** The colours of a theme; those of `auto` are variables that `themeStyles()` sets. */
export function themeOf(name: ThemeName): Theme {
  if (name === 'light') return light;
  if (name === 'dark') return dark;
  const variable = (role: string): string => `var(--chart-${role})`;
  return {
    ink: variable('ink'),
    muted: variable('muted'),
    gridLine: variable('grid'),
    paper: variable('paper'),
    series: light.series.map((_, i) => variable(`series-${i}`)),
    ramp: [variable('low'), variable('middle'), variable('high')],
  };
}

/** The colour of a height between 0 and 1: plain where the theme's colours are, else mixed by the reader's browser. */
export function rampColour({ ramp: [low, middle, high] }: Theme, height: number): string {
  const [from, to, t] = height < 0.5 ? [low, middle, height * 2] : [middle, high, height * 2 - 1];
  if (from.startsWith('#')) return mixColours(from, to, t);
  return `color-mix(in oklab,${from},${to} ${Math.round(t * 100)}%)`;
}
