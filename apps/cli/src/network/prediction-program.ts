import { ChainruleError } from '@chainrule/core';
import { quoted } from '../command/typescript.js';
import { codeOf } from '../config/made.js';
import { takesClasses } from '../config/training.js';
import type { Network } from './network.js';
import { NetworkProgram } from './network-program.js';
import type { Subject } from './subject.js';

/** What a network says of rows, as a program: what `--code ts` prints. */
export function predictionProgram({ seed, run, training }: Subject, network: Network, file: string | undefined): string {
  if (run === undefined)
    throw new ChainruleError('argument', 'there are no weights yet', { operation: 'predict', hint: 'give the folder of a run' });
  const { names, classes } = run.record.preparation;
  const made = new NetworkProgram(network, seed);
  const core = (name: string): string => made.use('@chainrule/core', name);
  const nd = core('ndarray');
  if (file === undefined) {
    made.addRows();
    made.add(`const { features } = ${made.ready(network.test ? 'test' : 'rows')};`);
  } else made.add(...fileLines(made, file, run.record.preparation, names ?? []));
  made.addModel();
  made.addNumbers(run.folder);
  made.add(
    `const { y } = model.apply(params, state, ${made.use('@chainrule/tensor', 'tensor')}(features), { mode: 'eval' });`,
    'const [count, width] = [y.shape[0]!, y.shape[1]!];',
  );
  if (takesClasses(training.loss.value))
    made.add(
      `const shares = ${made.use('@chainrule/activations', 'softmax')}(${nd}(y.dataSync(), { shape: y.shape })).data;`,
      ...(classes ? [`const classes = ${codeOf([...classes])};`] : []),
      'for (let row = 0; row < Math.min(count, 20); row++) {',
      '  const own = Array.from(shares.subarray(row * width, (row + 1) * width));',
      '  const best = own.indexOf(Math.max(...own));',
      '  console.log(`${row + 1} ${' + (classes ? 'classes[best]' : 'best') + '} ${Number(own[best]!.toPrecision(4))}`);',
      '}',
    );
  else
    made.add(
      'const values = y.dataSync();',
      'for (let row = 0; row < Math.min(count, 20); row++) {',
      '  const own = Array.from(values.subarray(row * width, (row + 1) * width), (x) => Number(x.toPrecision(4)));',
      "  console.log([row + 1, ...own].join(' '));",
      '}',
    );
  return made.text();
}

/** Makes `features` of the rows of a table. */
function fileLines(
  made: NetworkProgram,
  file: string,
  { divide, standardize, shape }: NonNullable<Subject['run']>['record']['preparation'],
  names: readonly string[],
): string[] {
  if (!/\.(csv|tsv|txt)$/.test(file))
    throw new ChainruleError('unsupported', `${file} is no table`, { operation: '--code', hint: 'programs are written for tables (.csv)' });
  const read = `${made.use('@chainrule/data', 'readTable')}(${made.use('node:fs', 'readFileSync')}(${quoted(file)}))`;
  const prepared = [
    `.transpose()${divide === undefined ? '' : `.div(${divide})`}`,
    ...(standardize ? [`.sub(ndarray(${quoted(standardize.mean)})).div(ndarray(${quoted(standardize.deviation)}))`] : []),
    ...(shape === undefined ? [] : [`.reshape([-1, ${shape.join(', ')}])`]),
    `.cast('${made.network.training.dtype}')`,
  ];
  return [
    `const table = ${read};`,
    `const columns = ${quoted([...names])}.map((name) => Array.from(table.columns[table.names.indexOf(name)]!));`,
    `const features = ndarray(columns)${prepared.join('')};`,
  ];
}
