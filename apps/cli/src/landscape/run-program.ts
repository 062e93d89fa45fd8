import { quoted } from '../command/typescript.js';
import { networkOf } from '../network/network.js';
import { NetworkProgram } from '../network/network-program.js';
import type { Subject } from '../network/subject.js';
import { surveyOfRun, type RunOptions } from './of-run.js';

/** The landscape of a run as a program: what `--code ts` prints. */
export async function runProgram(subject: Subject, options: RunOptions): Promise<string> {
  const network = await networkOf(subject.training, subject.folder, subject.seed);
  // Which plane it is depends on the way that was kept.
  const { directions, x, y } = await surveyOfRun(subject, { ...options, points: 2 });
  const folder = subject.run!.folder;
  const made = new NetworkProgram(network, subject.seed);
  made.addRows();
  made.addModel();
  made.addNumbers(folder);
  const nn = (name: string): string => made.use('@chainrule/nn', name);
  if (directions === 'random')
    made.add(`const plane = ${nn('randomPlane')}(params, ${made.use('@chainrule/core', 'foldIn')}(${made.root}, 'landscape'));`);
  else {
    made.use('@chainrule/tensor', 'type Tensor');
    const read = `${made.use('@chainrule/data', 'readSafetensors')}(${made.use('node:fs', 'readFileSync')}(${quoted(folder.file('path'))}))`;
    made.add(
      `const places = ${read}.tensors['places']!;`,
      `const { leaves, structure } = ${made.use('@chainrule/core', 'flatten')}<Tensor>(params);`,
      'const parametersAt = (row: number): typeof params => {',
      '  let at = row * places.shape[1]!;',
      '  const next = (size: number) => places.data.slice(at, (at += size));',
      `  return ${made.use('@chainrule/core', 'unflatten')}(structure, leaves.map(({ shape, dtype }) => ${made.use('@chainrule/tensor', 'tensor')}(next(shape.reduce((a, b) => a * b, 1)), { dtype }).reshape(shape)));`,
      '};',
      'const way = Array.from({ length: places.shape[0]! - 1 }, (_, row) => parametersAt(row));',
      `const plane = ${nn('principalPlane')}([...way, params]);`,
    );
  }
  const backend = network.training.backend === 'wasm' ? `, backend: ${made.use('@chainrule/wasm', 'wasm')}()` : '';
  made.add(
    `const loss = ${nn('evaluator')}({ model, loss: ${made.code(network.training.loss)}${backend} });`,
    `const examples = ${made.ready('rows')};`,
    `const at = (a: number, b: number) => loss(${nn('placeOn')}(plane, a, b), state, examples)['loss']!;`,
    `const { values } = ${made.use('@chainrule/viz', 'sampleGrid')}(at, ${quoted(x)}, ${quoted(y)}, { columns: ${options.points} });`,
    'console.log(`lowest sample: ${Number(Math.min(...Array.from(values)).toPrecision(4))} at`);',
  );
  return made.text();
}
