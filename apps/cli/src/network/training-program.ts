import { codeOf, importsOf, type Import } from '../config/made.js';
import type { Source } from '../config/data.js';
import { byModule, program } from '../command/typescript.js';
import { plateauIn } from './plateau.js';
import type { Network } from './network.js';

/** A training run as a program: what `--code ts` prints. */
export function trainingProgram({ training, train: { target } }: Network, seed: number, epochs: number): string {
  const { data, test, divide, standardize, shape, model, loss, optimizer, metrics, clip, stop, dtype, backend, batchSize } = training;
  const imports: Import[] = [...importsOf([model, loss, optimizer, metrics])];
  const use = (from: string, name: string): string => {
    imports.push([from, name]);
    return name;
  };
  const loaded = (source: Source): string => {
    const { code, imports: needed } = source.typescript(seed);
    imports.push(...needed);
    return code;
  };
  const lines: string[] = [];
  if (typeof test === 'number') {
    const whole = data.bare ? `{ ...(${loaded(data)}), names: [], targetName: '', source: '' }` : loaded(data);
    lines.push(
      `const { train: rows, test } = ${use('@chainrule/data', 'trainTestSplit')}(${whole}${test === 5 ? '' : `, { every: ${test} }`});`,
    );
  } else {
    lines.push(`const rows = ${loaded(data)};`);
    if (test !== false) lines.push(`const test = ${loaded(test)};`);
  }
  const divided = divide === undefined ? '' : `.div(${divide})`;
  if (standardize) lines.push(`const { apply } = ${use('@chainrule/data', 'standardize')}(rows.features${divided});`);
  const examples = (rows: string): string => {
    const features = standardize ? `apply(${rows}.features${divided})` : `${rows}.features${divided}`;
    const shaped = shape === undefined ? '' : `.reshape([-1, ${shape.join(', ')}])`;
    return `{ features: ${features}${shaped}, target: ${rows}.target${target.shape.length === 2 ? '.reshape([-1, 1])' : ''} }`;
  };
  const plateau = plateauIn(optimizer);
  const root = `${use('@chainrule/core', 'key')}(${seed})`;
  lines.push(`const model = ${model.code};`, ...(plateau ? [`const plateau = ${plateau.code};`] : []));
  const options = [
    'model',
    `loss: ${loss.code}`,
    `data: ${examples('rows')}`,
    ...(test === false ? [] : [`validation: ${examples('test')}`]),
    ...(metrics.length > 0 ? [`metrics: ${codeOf(metrics)}`] : []),
    `optimizer: ${plateau ? optimizer.code.replace(plateau.code, 'plateau') : optimizer.code}`,
    ...(plateau ? ['plateau'] : []),
    ...(clip === undefined ? [] : [`clip: ${clip}`]),
    ...(stop === undefined ? [] : [`stop: ${codeOf(stop)}`]),
    `epochs: ${epochs}`,
    `batchSize: ${batchSize}`,
    `key: ${root}`,
    ...(dtype === 'float64' ? [`from: model.init(${use('@chainrule/core', 'foldIn')}(${root}, 'init'), { dtype: 'float64' })`] : []),
    ...(backend === 'wasm' ? [`backend: ${use('@chainrule/wasm', 'wasm')}()`] : []),
  ];
  lines.push(
    `const { params, state, verdict, reason } = await ${use('@chainrule/nn', 'train')}({\n  ${options.join(',\n  ')},\n});`,
    `${use('node:fs', 'writeFileSync')}('weights.safetensors', ${use('@chainrule/nn', 'saveWeights')}({ params, state }));`,
    'console.log(`${verdict}: ${reason}`);',
  );
  return program(byModule(imports), ...lines);
}
