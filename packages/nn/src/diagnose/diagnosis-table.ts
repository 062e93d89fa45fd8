import type { Diagnosis } from './diagnosis.js';
import type { StageStatistics } from './measure.js';

const digits = (x: number): string => {
  if (!Number.isFinite(x)) return String(x);
  return x !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5) ? x.toExponential(1) : x.toPrecision(3);
};
const percent = (x: number | null): string => (x === null ? '' : `${Math.round(100 * x)} %`);

const columns: readonly (readonly [title: string, cell: (layer: StageStatistics) => string])[] = [
  ['layer', ({ name }) => name],
  ['activation', ({ activation }) => activation?.name ?? ''],
  ['signal', ({ signal }) => digits(signal)],
  ['× a layer', ({ signalFactor }) => digits(signalFactor)],
  ['back', ({ backward }) => digits(backward)],
  ['× a layer', ({ factor }) => digits(factor)],
  ['gradient', ({ gradientNorm }) => digits(gradientNorm)],
  ['update/weight', ({ updateRatio }) => digits(updateRatio)],
  ['saturated', ({ saturated }) => percent(saturated)],
  ['dead', ({ dead }) => percent(dead)],
  ['σ largest', ({ jacobian }) => (jacobian ? digits(jacobian.largest) : '')],
];

/** A diagnosis as a student reads it: a row a layer, then the verdict, its cause and what helps. */
export function tableOf({ layers, verdict, cause, remedy, loss }: Diagnosis): string {
  const rows = [columns.map(([title]) => title), ...layers.map((layer) => columns.map(([, cell]) => cell(layer)))];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', `loss      ${digits(loss)}`, `verdict   ${verdict}`, `cause     ${cause}`, `remedy    ${remedy}`].join('\n');
}
