import type { Problem } from '../engine/answer.js';

const widest = 56;

/** The part of a text around a span, with carets below it. */
export function caretsUnder({ text, span: { start, end } }: NonNullable<Problem['source']>): string {
  const from = Math.max(0, Math.min(start - widest / 2, text.length - widest));
  const cut = text.slice(from, from + widest).replace(/\s/g, ' ');
  const before = from > 0 ? '…' : '';
  const carets = Math.max(1, Math.min(end, from + widest) - start);
  return `${before}${cut}${from + widest < text.length ? '…' : ''}\n${' '.repeat(before.length + start - from)}${'^'.repeat(carets)}`;
}
