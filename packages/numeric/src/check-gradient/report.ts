import { indexText } from './parameters.js';
import type { Verdict } from './verdict.js';

/** What was found out about one parameter; the numbers are those of its worst entry. */
export interface GradientRow {
  /** The path of the parameter, `layers.0.weight`; `x` where there is only one. */
  readonly name: string;
  readonly verdict: Verdict;
  /** Entries of the parameter. */
  readonly size: number;
  /** Where in the parameter the worst entry is; none where all entries were checked together. */
  readonly index?: readonly number[];
  /** What the gradient says, and what was measured: f may be trusted up to `errorBound`. */
  readonly analytic: number;
  readonly numeric: number;
  readonly errorBound: number;
  readonly absoluteError: number;
  readonly relativeError: number;
  /** Reach of the samples around x, and the noise found in f. */
  readonly step: number;
  readonly noise: number;
  /** Calls of f for this parameter. */
  readonly evaluations: number;
  /** At a kink: the slopes on both sides. */
  readonly left?: number;
  readonly right?: number;
  /** A guess at what went wrong. */
  readonly cause?: string;
}

/** What a gradient check found. `String(report)` is a table, `JSON.stringify(report)` has every number. */
export interface GradientReport {
  /** That of the worst row. */
  readonly verdict: Verdict;
  readonly rows: readonly GradientRow[];
  /** Calls of f altogether. */
  readonly evaluations: number;
  /** `full`: every entry by itself; `fast`: entries together along random directions, halved down to a wrong one. */
  readonly mode: 'full' | 'fast' | 'second order';
  /** What else a reader should know. */
  readonly notes: readonly string[];
  toString(): string;
  toJSON(): unknown;
}

export function report(content: Pick<GradientReport, 'verdict' | 'rows' | 'evaluations' | 'mode' | 'notes'>): GradientReport {
  return { ...content, toString: () => table(content), toJSON: () => plain(content) };
}

/** NaN and infinities, which JSON cannot hold, as words. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

const headings = ['parameter', 'analytic', 'numeric ± bound', 'relative error', 'step', 'noise', 'evaluations', 'verdict'];

function table({ verdict, rows, evaluations, mode, notes }: Parameters<typeof report>[0]): string {
  const bad = rows.filter((row) => row.verdict !== 'ok').length;
  const title = `gradient check: ${verdict}${bad > 0 ? ` (${bad} of ${rows.length} parameters)` : ''} · ${mode} · ${evaluations} evaluations`;
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 || column === 7 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return [title, '', ...lines, ...notes.map((note) => `note: ${note}`)].join('\n');
}

function cellsOf(row: GradientRow): string[] {
  const slopes = row.left !== undefined && row.right !== undefined ? ` (slopes ${short(row.left)} and ${short(row.right)})` : '';
  return [
    row.name + (row.index ? indexText(row.index) : ''),
    short(row.analytic),
    `${short(row.numeric)} ± ${rough(row.errorBound)}`,
    rough(row.relativeError),
    rough(row.step),
    rough(row.noise),
    String(row.evaluations),
    row.verdict + slopes + (row.cause === undefined ? '' : `: ${row.cause}`),
  ];
}

const short = (value: number): string => (Number.isNaN(value) ? '–' : String(Number(value.toPrecision(9))));
const rough = (value: number): string => (Number.isNaN(value) ? '–' : value === 0 ? '0' : value.toExponential(1));
