import { plateauIn } from './plateau.js';
import type { Network } from './network.js';
import { NetworkProgram } from './network-program.js';

/** A training run as a program: what `--code ts` prints. */
export function trainingProgram(network: Network, seed: number, epochs: number): string {
  const { test, loss, optimizer, metrics, clip, stop, dtype, backend, batchSize } = network.training;
  const made = new NetworkProgram(network, seed);
  made.addRows();
  made.addModel();
  const plateau = plateauIn(optimizer);
  const optimizerCode = made.code(optimizer);
  if (plateau) made.add(`const plateau = ${plateau.code};`);
  const options = [
    'model',
    `loss: ${made.code(loss)}`,
    `data: ${made.examples('rows')}`,
    ...(test === false ? [] : [`validation: ${made.examples('test')}`]),
    ...(metrics.length > 0 ? [`metrics: ${made.code(metrics)}`] : []),
    `optimizer: ${plateau ? optimizerCode.replace(plateau.code, 'plateau') : optimizerCode}`,
    ...(plateau ? ['plateau'] : []),
    ...(clip === undefined ? [] : [`clip: ${clip}`]),
    ...(stop === undefined ? [] : [`stop: ${made.code(stop)}`]),
    `epochs: ${epochs}`,
    `batchSize: ${batchSize}`,
    `key: ${made.root}`,
    ...(dtype === 'float64' ? [`from: ${made.initial()}`] : []),
    ...(backend === 'wasm' ? [`backend: ${made.use('@chainrule/wasm', 'wasm')}()`] : []),
  ];
  made.add(
    `const { params, state, verdict, reason } = await ${made.use('@chainrule/nn', 'train')}({\n  ${options.join(',\n  ')},\n});`,
    `${made.use('node:fs', 'writeFileSync')}('weights.safetensors', ${made.use('@chainrule/nn', 'saveWeights')}({ params, state }));`,
    'console.log(`${verdict}: ${reason}`);',
  );
  return made.text();
}
