import { regression } from './regression.js';

/** Functions to start from, each with a place, rates and a view that suit it. */
export interface Preset {
  readonly f: string;
  readonly x: number;
  readonly y: number;
  readonly rates: string;
  readonly steps: number;
  readonly low: number;
  readonly high: number;
}

export const presets: readonly Preset[] = [
  { f: 'x^2 - 6x + 5', x: 15, y: 0, rates: '0.01, 0.1, 0.9, 1.1', steps: 50, low: -12, high: 18 },
  { f: 'x^2 + 10y^2', x: -2, y: 1, rates: '0.01, 0.05, 0.095, 0.102', steps: 40, low: -2.5, high: 2.5 },
  { f: regression, x: 4, y: 0, rates: '0.01, 0.05, 0.14, 0.16', steps: 60, low: -1, high: 5 },
  { f: 'x^4 - 3x^2 + x', x: 2, y: 0, rates: '0.01, 0.05, 0.1, 0.14', steps: 40, low: -2.2, high: 2.2 },
  { f: '(1 - x)^2 + 100(y - x^2)^2', x: -1, y: 1.4, rates: '0.0005, 0.001, 0.0015', steps: 200, low: -2, high: 2 },
  { f: 'abs(x)', x: 3, y: 0, rates: '0.1, 0.4, 0.9', steps: 30, low: -4, high: 4 },
];
