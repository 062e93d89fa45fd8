import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DataSet } from '../data-set.js';
import { readCsv } from '../csv/read-csv.js';
import { breastCancer } from './breast-cancer.js';
import { diabetes } from './diabetes.js';
import { digits } from './digits.js';
import { iris } from './iris.js';
import { wine } from './wine.js';

const sets: readonly [file: string, make: () => DataSet][] = [
  ['iris', iris],
  ['wine', wine],
  ['breast_cancer', breastCancer],
  ['diabetes', diabetes],
  ['digits', digits],
];

test.each(sets)('%s is the recorded file, number by number', (file, make) => {
  const recorded = readCsv(readFileSync(new URL(`../../../../tooling/reference/data/${file}.csv`, import.meta.url), 'utf8'));
  const set = make();
  expect(set.names).toEqual(recorded.names);
  expect(set.targetName).toBe(recorded.targetName);
  expect(set.features.shape).toEqual(recorded.features.shape);
  expect(set.features.data).toEqual(recorded.features.data);
  expect(set.target.data).toEqual(recorded.target.data);
  if (set.classes) expect(new Set(set.target.data)).toEqual(new Set(set.classes.keys()));
});
