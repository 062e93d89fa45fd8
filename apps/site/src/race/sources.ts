import { shellWord, textLiteral } from '../parts/quoting.js';
import type { Sources } from '../parts/take-along.js';
import type { PluginRace } from './plugin/try-plugin.js';
import type { Racer } from './racers.js';

/** The race as a command, in which all have the first's learning rate, and as a program. */
export function sourcesOf({ f, from: [x, y], steps, racers }: PluginRace & { readonly racers: readonly Racer[] }): Sources {
  const alone = racers.filter(({ name }) => name !== 'sam' && name !== 'lookahead');
  const list = racers.map(({ name, rate }) => `${name}({ learningRate: ${Number(rate.toPrecision(3))} })`);
  const names = racers.map(({ name }) => name);
  return {
    cli: `chainrule descend ${shellWord(f)} --from x=${x},y=${y} --steps ${steps} --optimizers ${alone.map(({ name }) => name).join(',')}`,
    typescript: `import { ${['descend', ...names].sort().join(', ')} } from '@chainrule/optim';
import { objective } from '@chainrule/symbolic';

const f = objective(${textLiteral(f)}, ['x', 'y']);
for (const optimizer of [${list.join(', ')}]) {
  const { point, value, verdict } = descend(f, { from: [${x}, ${y}], optimizer, steps: ${steps} });
  console.log(optimizer['~chainrule'].name, point, value, verdict);
}
`,
  };
}
