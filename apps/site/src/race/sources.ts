import { shellWord, textLiteral } from '../parts/quoting.js';
import type { Sources } from '../parts/take-along.js';
import type { PluginRace } from './plugin/try-plugin.js';
import type { Racer } from './racers.js';

/** The race as commands, one for each learning rate, and as a program. */
export function sourcesOf({ f, from: [x, y], steps, racers }: PluginRace & { readonly racers: readonly Racer[] }): Sources {
  const alone = racers.filter(({ name }) => name !== 'sam' && name !== 'lookahead');
  const short = (rate: number): number => Number(rate.toPrecision(3));
  const list = racers.map(({ name, rate }) => `${name}({ learningRate: ${short(rate)} })`);
  const names = racers.map(({ name }) => name);
  return {
    cli: alone
      .map(
        ({ name, rate }) =>
          `chainrule descend ${shellWord(f)} --from x=${x},y=${y} --steps ${steps} --optimizers ${name} --rates ${short(rate)}`,
      )
      .join('\n'),
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
