// Mutants that change nothing anybody could notice, with the reason: `line` is a part of the line of code, where `from` becomes `to`; where
// that stands twice, ‹ › is around the one meant.
export const equalOnes = [
  {
    file: 'core/src/elementwise/activations.ts',
    line: 'value: (x, slope) => (x > 0 ? x : slope * x)',
    ...{ from: '>', to: '>=' },
    reason: 'at 0 both branches are 0',
  },
  {
    file: 'optim/src/schedules/cosine.ts',
    line: 'step >= steps ? to',
    ...{ from: '>=', to: '>' },
    reason: 'at the last step the cosine is −1, and what is added to `to` is 0',
  },
  {
    file: 'core/src/special/integrals.ts',
    line: 'term > 1e-18 * total; k++',
    ...{ from: '1e-18 * total', to: '1e-18' },
    reason: 'the further terms it adds are below the rounding of the total',
  },
  {
    file: 'optim/src/optimizers/sam.ts',
    line: 'where(norm, ‹1›)',
    ...{ from: '1', to: '2' },
    reason: 'it divides gradients that are 0',
  },
  {
    file: 'symbolic/src/differentiate/partials.ts',
    line: 'slope * d - Math.round(slope * d)) < 1e-15',
    ...{ from: '<', to: '<=' },
    reason: 'no difference of such numbers is 1e-15 exactly',
  },
  {
    file: 'symbolic/src/differentiate/gradient.ts',
    line: 'const manyOperations = 4000',
    ...{ from: '4000', to: '4400' },
    reason: 'from how many operations on less is simplified: the value is the same, and the number a choice',
  },
];
