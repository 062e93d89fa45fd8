/** Recognises chainrule errors across duplicate copies of this package, where `instanceof` fails. */
const marker = Symbol.for('chainrule.error');

/** What kind of thing went wrong; programs branch on this, people read the message. */
export type ErrorCode =
  | 'parse' // text is not an expression
  | 'unknown-name' // a function, variable, column or plugin nobody knows
  | 'shape' // shapes do not fit the operation
  | 'dtype' // element types do not fit the operation
  | 'index' // an index out of range
  | 'domain' // a value outside of where the operation is defined
  | 'argument' // an argument of the wrong kind, count or range
  | 'not-differentiable' // a derivative that does not exist or is not known
  | 'not-concrete' // the value of a placeholder was asked for
  | 'donated' // a value that was handed over was read again
  | 'limit' // a stated budget (nodes, digits, depth, time) was used up
  | 'numerical' // not-a-number, infinity or divergence
  | 'input' // a file or data source that cannot be read as what it should be
  | 'plugin' // a plugin that does not fit
  | 'backend' // a backend that is missing or cannot run here
  | 'unsupported'; // a combination this version does not do

/** Where in a text an error is: half-open range of UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What an error says beside its code and message. */
export interface ErrorDetails {
  /** The operation that refused, as its user called it: `matmul`, `parse`, `descend`. */
  readonly operation: string;
  /** What to do instead, in a sentence. */
  readonly hint?: string;
  /** The text in which something was wrong, with its place. */
  readonly source?: { readonly text: string; readonly span: Span };
  readonly cause?: unknown;
}

/**
 * The one error class of chainrule: a code for programs; for people the operation in brackets, what was wrong, a caret under the place, and the way out.
 *
 * @example
 * ```ts
 * import { ChainruleError } from '@chainrule/core';
 * const error = new ChainruleError('shape', 'cannot multiply [2, 3] by [4, 5]', { operation: 'matmul', hint: 'transpose one of them' });
 * error.message; // → '[matmul] cannot multiply [2, 3] by [4, 5]\n  hint: transpose one of them'
 * ```
 */
export class ChainruleError extends Error {
  readonly code: ErrorCode;
  readonly operation: string;
  readonly problem: string;
  readonly hint: string | undefined;
  readonly source: ErrorDetails['source'];

  constructor(code: ErrorCode, problem: string, details: ErrorDetails) {
    const { operation, hint, source, cause } = details;
    const lines = [`[${operation}] ${problem}`];
    if (source) lines.push(...caret(source.text, source.span));
    if (hint !== undefined) lines.push(`  hint: ${hint}`);
    super(lines.join('\n'), cause === undefined ? undefined : { cause });
    this.name = 'ChainruleError';
    this.code = code;
    this.operation = operation;
    this.problem = problem;
    this.hint = hint;
    this.source = source;
    Object.defineProperty(this, marker, { value: true });
  }
}

/**
 * Whether a thrown thing is a `ChainruleError` of any copy of this package.
 *
 * @example
 * ```ts
 * import { ChainruleError, isChainruleError } from '@chainrule/core';
 * isChainruleError(new ChainruleError('shape', 'does not fit', { operation: 'add' })); // → true
 * ```
 */
export function isChainruleError(thrown: unknown): thrown is ChainruleError {
  return typeof thrown === 'object' && thrown !== null && marker in thrown;
}

const window = 72;

/** The line that holds the span, cut to a readable width, and carets under the span. */
function caret(text: string, { start, end }: Span): string[] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline === -1 ? text.length : newline;
  const from = Math.max(lineStart, Math.min(start - window / 2, lineEnd - window));
  const to = Math.min(lineEnd, from + window);
  const [before, after] = [from > lineStart ? '…' : '', to < lineEnd ? '…' : ''];
  const width = Math.max(1, Math.min(end, to) - start);
  return [`  ${before}${text.slice(from, to)}${after}`, `  ${' '.repeat(before.length + start - from)}${'^'.repeat(width)}`];
}

/**
 * The candidate nearest to a misspelt name by edit distance (a swap of neighbours counts once), or `undefined` when none is near.
 * Damerau 1964, "A technique for computer detection and correction of spelling errors".
 *
 * @example
 * ```ts
 * import { nearest } from '@chainrule/core';
 * nearest('sni', ['sin', 'cos']); // → 'sin'
 * ```
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of candidates) {
    const d = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

/** Damerau–Levenshtein distance: insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 4 || a.length > 64) return Infinity;
  let [older, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, older[j - 2]! + 1);
      next.push(d);
    }
    [older, row] = [row, next];
  }
  return row[b.length]!;
}

/**
 * ` (did you mean "sin"?)`, or nothing when no candidate is near.
 *
 * @example
 * ```ts
 * import { didYouMean } from '@chainrule/core';
 * didYouMean('sine', ['sin', 'cos']); // → ' (did you mean "sin"?)'
 * ```
 */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const found = nearest(name, candidates);
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}
