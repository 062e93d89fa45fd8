import type { Term } from './term.js';

/** Makes something of a term's parts, then of the term, of each once; no term is too deep. What was made is in `known`. */
export function bottomUp<T>(root: Term, parts: (term: Term) => readonly Term[], known: Map<Term, T>, make: (term: Term) => T): T {
  const done = known.get(root);
  if (done !== undefined) return done;
  const path = [root];
  const waiting = [parts(root)];
  const next = [0];
  for (;;) {
    const top = path.length - 1;
    const part = waiting[top]![next[top]!++];
    if (part === undefined) {
      const term = path.pop()!;
      waiting.pop();
      next.pop();
      const made = make(term);
      known.set(term, made);
      if (top === 0) return made;
    } else if (!known.has(part)) {
      path.push(part);
      waiting.push(parts(part));
      next.push(0);
    }
  }
}

/** All that a term is made of, but numbers and symbols. */
export function partsOf(term: Term): readonly Term[] {
  if (term.kind === 'apply') return term.args;
  const parts: Term[] = [];
  for (const part of term.parts) if (!isLeaf(part[0])) parts.push(part[0]);
  for (const factor of term.factors) {
    if (!isLeaf(factor[0])) parts.push(factor[0]);
    if (!isLeaf(factor[1])) parts.push(factor[1]);
  }
  return parts;
}
export const isLeaf = ({ kind }: Term): boolean => kind === 'number' || kind === 'symbol';
