import { readFileSync } from 'node:fs';

/** A function with its exact derivatives. */
export interface ScalarCase {
  readonly id: string;
  readonly kind: string;
  readonly f: string;
  readonly x: number;
  readonly d: readonly string[];
  /** What to divide the error of each derivative by. */
  readonly scale: readonly number[];
  readonly lo?: number;
  readonly hi?: number;
}

export interface KinkCase {
  readonly kind: 'kink_at';
  readonly f: string;
  readonly x: number;
  readonly left: string;
  readonly right: string;
}

export interface VectorCase {
  readonly kind: 'multi';
  readonly name: string;
  readonly f: string;
  readonly x: readonly number[];
  readonly grad: readonly string[];
  readonly hess_upper: readonly (readonly [number, number, string])[];
}

export interface References {
  readonly scalar: readonly ScalarCase[];
  readonly kinks: readonly KinkCase[];
  readonly vector: readonly VectorCase[];
}

const folder = new URL('../../../../tooling/reference/numeric/', import.meta.url);

export const readReference = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** The cases of a file, by kind. */
export function references(file: 'accuracy.jsonl' | 'independent.jsonl'): References {
  const cases = readReference(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ScalarCase | KinkCase | VectorCase);
  return {
    scalar: cases.filter((c): c is ScalarCase => c.kind !== 'kink_at' && c.kind !== 'multi'),
    kinks: cases.filter((c): c is KinkCase => c.kind === 'kink_at'),
    vector: cases.filter((c): c is VectorCase => c.kind === 'multi'),
  };
}
