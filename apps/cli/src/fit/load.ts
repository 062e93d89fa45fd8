import { readFile } from 'node:fs/promises';
import { ChainruleError, didYouMean } from '@chainrule/core';
import { breastCancer, diabetes, iris, readCsv, wine, type DataSet } from '@chainrule/data';
import { reasonOf } from '../output/write-atomically.js';

const builtIn: Readonly<Record<string, () => DataSet>> = { diabetes, iris, wine, breastCancer };

/** A built-in data set by its name. Throws `argument` for a name that none has. */
export function loadBuiltIn(name: string, target: string | undefined): DataSet {
  const make = builtIn[name];
  if (make === undefined || !Object.hasOwn(builtIn, name))
    throw new ChainruleError('argument', `there is no built-in data set "${name}"${didYouMean(name, Object.keys(builtIn))}`, {
      operation: '--data',
      hint: `there are ${Object.keys(builtIn).join(', ')}; give a file without --data`,
    });
  const data = make();
  if (target === undefined || target === data.targetName) return data;
  throw new ChainruleError('argument', `the target of ${name} is "${data.targetName}", not "${target}"`, {
    operation: '--target',
    hint: 'leave --target out with a built-in data set',
  });
}

/** The data set in a CSV file. Throws `input` for a file that cannot be read as one. */
export async function loadFile(path: string, target: string | undefined): Promise<DataSet> {
  let content: Uint8Array;
  try {
    content = await readFile(path);
  } catch (cause) {
    throw new ChainruleError('input', `cannot read ${path}: ${reasonOf(cause)}`, {
      operation: 'fit',
      hint: 'give the path of a CSV file, or --data diabetes',
      cause,
    });
  }
  return readCsv(content, { source: path, ...(target !== undefined && { target }) });
}
