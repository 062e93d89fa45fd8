import type { Sources } from '../parts/take-along.js';

/** An activation and its slope, as a command and as a program. */
export const curveSources = (activation: string, x: number): Sources => ({
  cli: `chainrule plot --activation ${activation}`,
  typescript: `import { ${activation} } from '@chainrule/activations';

console.log(${activation}.value(${x}), ${activation}.derivative(${x}), ${activation}.range, ${activation}.advice);
`,
});

const weights: Readonly<Record<string, string>> = {
  xavier: 'xavierNormal()',
  he: 'heNormal()',
  lecun: 'lecun()',
  large: 'normalFill()',
  small: 'normalFill({ deviation: 0.01 })',
};

export interface LabSetup {
  readonly activation: string;
  readonly depth: number;
  readonly initialiser: string;
  readonly normalised: boolean;
  readonly seed: number;
}

/** The network and its diagnosis as a program; the command takes it as a file. */
export function labSources({ activation, depth, initialiser, normalised, seed }: LabSetup): Sources {
  // What a link says may be a name of every object, too.
  const weight = (Object.hasOwn(weights, initialiser) && weights[initialiser]) || weights['xavier']!;
  const makers = [...new Set(['batchNorm', 'diagnose', 'linear', 'mse', 'sequential', weight.split('(')[0]!])];
  const names = makers.filter((name) => name !== 'batchNorm' || normalised).sort();
  return {
    cli: 'chainrule diagnose network.json --apply',
    typescript: `import { ${activation} } from '@chainrule/activations';
import { foldIn, key, normal } from '@chainrule/core';
import { ${names.join(', ')} } from '@chainrule/nn';
import { tensor } from '@chainrule/tensor';

const weight = ${weight};
const block = () => [linear(32, 32, { bias: false, weight }), ${normalised ? 'batchNorm(32), ' : ''}${activation}];
const model = sequential(...Array.from({ length: ${depth} }, block).flat(), linear(32, 1, { bias: false }));
const draw = (name: string, shape: number[]) => tensor(normal(foldIn(key(${seed}), name), shape), { dtype: 'float64' });
const batch = { x: draw('inputs', [64, 32]), y: draw('targets', [64, 1]) };
const diagnosis = diagnose({ model, ...model.init(key(${seed}), { dtype: 'float64' }), loss: mse, batch, key: key(${seed}) });
console.log(String(diagnosis));
if (diagnosis.remedies.length > 0) console.log(String(diagnosis.apply().after));
`,
  };
}
