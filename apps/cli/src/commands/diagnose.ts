import { ndarray } from '@chainrule/core';
import { diagnose as diagnosed, type Diagnosis, type Remedied } from '@chainrule/nn';
import { defineCommand } from '../command/command.js';
import { count, flag, number as numberOption } from '../command/option.js';
import { list, number, object, oneOf, optional, text, whole } from '../command/schema.js';
import { networkOf } from '../network/network.js';
import { NetworkProgram } from '../network/network-program.js';
import { subjectOf } from '../network/subject.js';
import { layersText } from '../network/layers-text.js';
import { irisConfig } from './train.js';
import { exitCodes } from '../output/exit-codes.js';

const layer = '{ "name": "linear", "inputs": 4, "outputs": 4, "weight": "xavierNormal" }, "sigmoid"';
const deep = `{ "data": "iris", "standardize": true, "loss": "crossEntropy", "optimizer": "adam", "epochs": 10, "model": [
  ${Array<string>(8).fill(layer).join(',\n  ')},
  { "name": "linear", "inputs": 4, "outputs": 3 }
] }
`;

const verdicts = ['healthy', 'vanishing signal', 'vanishing gradient', 'exploding', 'saturated', 'dead units', 'unstable rate'] as const;
const remedies = ['initialise', 'activation', 'normalise', 'residual', 'clip', 'rate'] as const;
const diagnosis = object({
  verdict: oneOf(...verdicts),
  cause: text,
  remedy: text,
  loss: number,
  layers: list(
    object({
      name: text,
      activation: optional(text),
      signal: number,
      signalFactor: number,
      backward: number,
      factor: number,
      gradientNorm: number,
      updateRatio: number,
      saturated: optional(number),
      dead: optional(number),
    }),
  ),
});

/** Why a network does or does not learn. */
export const diagnose = defineCommand({
  about:
    'Why a network does or does not learn: how signal and gradient go through its layers, a verdict, its cause, and what helps. Of a config as it would begin, or of the folder of a run as it is. Ends with 1 where something is wrong.',
  arguments: [{ name: 'network', about: 'a config (.json, .toml), or the folder of a run', kind: 'file' }],
  options: {
    apply: flag('try what helps, and show the network after it'),
    batch: count('rows', 'how many rows it is shown', 100_000, 64),
    learningRate: numberOption('rate', 'judge this rate of plain descent as well', { above: 0 }),
  },
  examples: [
    { args: ['diagnose', 'iris.json'], files: { 'iris.json': irisConfig } },
    { args: ['diagnose', 'deep.json', '--apply'], about: 'eight sigmoids in a row', files: { 'deep.json': deep }, exit: 1 },
  ],
  result: object({ rows: whole, before: diagnosis, remedy: optional(oneOf(...remedies)), after: optional(diagnosis) }),
  formats: ['csv', 'markdown'],
  async run({ args: [path], options: { apply, batch, learningRate }, givenSeed, io }) {
    const { training, seed, folder, run } = await subjectOf(path!, givenSeed, io);
    const network = await networkOf(training, folder, seed);
    const { params, state } = run ? await run.folder.weights(network.initial) : network.initial;
    const rows = Math.min(batch, network.train.features.shape[0]!);
    const first = ndarray(Int32Array.from({ length: rows }, (_, i) => i));
    const before = diagnosed({
      ...{ model: network.layer, params, state, loss: training.loss.value, key: network.key },
      ...(learningRate !== undefined && { learningRate }),
      ...(training.clip !== undefined && { clip: training.clip }),
      batch: { x: network.train.features.take(first), y: network.train.target.take(first) },
    });
    const remedied: Remedied | undefined = apply ? before.apply() : undefined;
    const tried = remedied?.kind === undefined ? undefined : { kind: remedied.kind, after: remedied.after };
    return {
      result: { rows, before: resultOf(before), ...(tried && { remedy: tried.kind, after: resultOf(tried.after) }) },
      text: ({ width, prose }) =>
        [
          layersText(before, width, prose),
          ...(tried ? ['', `After the remedy "${tried.kind}"`, '', layersText(tried.after, width, prose)] : []),
          ...(apply && !tried ? ['', 'Nothing had to be done.'] : []),
        ].join('\n'),
      table: () => {
        const { layers } = resultOf(tried?.after ?? before);
        const columns = [
          'name',
          'activation',
          'signal',
          'signalFactor',
          'backward',
          'factor',
          'gradientNorm',
          'updateRatio',
          'saturated',
          'dead',
        ] as const;
        return { columns, rows: layers.map((layer) => columns.map((column) => layer[column])) };
      },
      code: before.verdict === 'healthy' ? exitCodes.done : exitCodes.fault,
    };
  },
  async typescript({ args: [path], options: { apply, batch, learningRate }, givenSeed, io }) {
    const { training, seed, folder, run } = await subjectOf(path!, givenSeed, io);
    const network = await networkOf(training, folder, seed);
    const made = new NetworkProgram(network, seed);
    made.addRows();
    made.addModel();
    made.addNumbers(run?.folder);
    const options = [
      ...['model', 'params', 'state', `loss: ${made.code(training.loss)}`, `key: ${made.root}`],
      ...(learningRate === undefined ? [] : [`learningRate: ${learningRate}`]),
      ...(training.clip === undefined ? [] : [`clip: ${training.clip}`]),
      'batch: { x: features.take(first), y: target.take(first) }',
    ];
    made.add(
      `const { features, target } = ${made.examples('rows')};`,
      `const first = ${made.use('@chainrule/core', 'ndarray')}(Int32Array.from({ length: ${Math.min(batch, network.train.features.shape[0]!)} }, (_, i) => i));`,
      `const diagnosis = ${made.use('@chainrule/nn', 'diagnose')}({ ${options.join(', ')} });`,
      'console.log(`verdict ${diagnosis.verdict} cause ${diagnosis.cause} remedy ${diagnosis.remedy}`);',
      ...(apply ? ['console.log(`verdict ${diagnosis.apply().after.verdict}`);'] : []),
    );
    return made.text();
  },
});

function resultOf({ verdict, cause, remedy, loss, layers }: Diagnosis) {
  return {
    ...{ verdict, cause, remedy, loss },
    layers: layers.map(({ name, activation, signal, signalFactor, backward, factor, gradientNorm, updateRatio, saturated, dead }) => ({
      ...{ name, signal, signalFactor, backward, factor, gradientNorm, updateRatio },
      ...(activation && { activation: activation.name }),
      ...(saturated !== null && { saturated }),
      ...(dead !== null && { dead }),
    })),
  };
}
