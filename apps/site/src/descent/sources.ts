import { shellWord, textLiteral } from '../parts/quoting.js';
import type { Sources } from '../parts/take-along.js';
import { scheduleChoices, type ScheduleChoice } from './schedule-choices.js';

export interface DescentSource {
  readonly f: string;
  readonly variables: readonly string[];
  readonly from: readonly number[];
  readonly rates: readonly number[];
  readonly schedule: ScheduleChoice;
  readonly steps: number;
}

/** The descents as a command, whose rates are constant, and as a program. */
export function sourcesOf({ f, variables, from, rates, schedule, steps }: DescentSource): Sources {
  const { code, imports } = scheduleChoices[schedule];
  const place = variables.map((name, i) => `${name}=${from[i]!}`).join(',');
  return {
    cli: `chainrule descend ${shellWord(f)} --from ${place} --rates ${rates.join(',')} --steps ${steps}${schedule === 'constant' ? '' : ' # the rates stay as they are'}`,
    typescript: `import { ${['descend', ...imports].sort().join(', ')} } from '@chainrule/optim';
import { objective } from '@chainrule/symbolic';

const f = objective(${textLiteral(f)}, [${variables.map(textLiteral).join(', ')}]);
const steps = ${steps};
for (const rate of [${rates.join(', ')}]) {
  const { verdict, reason } = descend(f, { from: [${from.join(', ')}], learningRate: ${code}, steps });
  console.log(rate, verdict, reason);
}
`,
  };
}
