import type { OptimizerName } from '@chainrule/optim';

/** An optimizer in the race, with its learning rate. */
export interface Racer {
  readonly name: OptimizerName;
  readonly rate: number;
}

/** So many are told apart by colour. */
export const mostRacers = 4;

/** Every optimizer, with a learning rate to begin with on functions as large as those of the examples. */
export const startingRates: Readonly<Record<OptimizerName, number>> = {
  sgd: 0.01,
  adam: 0.1,
  adamw: 0.1,
  adamax: 0.1,
  nadam: 0.05,
  radam: 0.1,
  adagrad: 0.5,
  adadelta: 1,
  rmsprop: 0.03,
  rprop: 0.01,
  asgd: 0.01,
  lbfgs: 1,
  lion: 0.03,
  adabelief: 0.1,
  yogi: 0.1,
  lamb: 0.05,
  adan: 0.1,
  novograd: 0.05,
  muon: 0.05,
  scheduleFree: 0.1,
  prodigy: 1,
  sam: 0.01,
  lookahead: 0.01,
};

export const [leastRate, mostRate] = [1e-4, 2];

const isName = (name: string): name is OptimizerName => Object.hasOwn(startingRates, name);

/** Racers as an address has them, as in `sgd:0.01,adam:0.1`; what is none is left out. */
export function racersOf(text: string): Racer[] {
  const named = text.split(',').flatMap((part): Racer[] => {
    const [name = '', rate] = part.split(':');
    if (!isName(name)) return [];
    const given = rate === undefined ? startingRates[name] : Number(rate);
    return [{ name, rate: given >= leastRate && given <= mostRate ? given : startingRates[name] }];
  });
  return named.filter(({ name }, i) => named.findIndex((other) => other.name === name) === i).slice(0, mostRacers);
}

export const racersText = (racers: readonly Racer[]): string =>
  racers.map(({ name, rate }) => `${name}:${Number(rate.toPrecision(3))}`).join(',');
