// What is mutated, how many mutants are drawn of it, and the tests that must notice: first those beside it, then all that know of it.
const all = (...names) => names.map((name) => `packages/${name}/src`);

export const groups = [
  {
    name: 'function table',
    folders: ['packages/core/src/elementwise'],
    except: /samples|table/,
    mutants: 40,
    tests: [['packages/core/src/elementwise/table'], all('core')],
  },
  {
    name: 'special functions',
    folders: ['packages/core/src/special'],
    mutants: 15,
    tests: [['packages/core/src/special'], ['packages/core/src/elementwise/table']],
  },
  {
    name: 'simplifier',
    folders: ['packages/symbolic/src/simplify'],
    mutants: 40,
    tests: [['packages/symbolic/src/simplify'], all('symbolic')],
  },
  {
    name: 'differentiation',
    folders: ['packages/symbolic/src/differentiate'],
    mutants: 15,
    tests: [['packages/symbolic/src/differentiate'], all('symbolic')],
  },
  {
    name: 'primitives',
    folders: ['packages/tensor/src/primitives', 'packages/tensor/src/primitives/linear-algebra'],
    except: /table/,
    mutants: 30,
    tests: [
      ['packages/tensor/src/primitives/laws.test', 'packages/tensor/src/primitives/formula', 'packages/tensor/src/primitives/refusals'],
      all('tensor'),
    ],
  },
  {
    name: 'formulas of programs',
    folders: ['packages/program/src/operations'],
    mutants: 6,
    tests: [['packages/program/src/operations'], all('program', 'tensor')],
  },
  {
    name: 'optimizers',
    folders: ['packages/optim/src/optimizers', 'packages/optim/src/compose'],
    except: /table/,
    mutants: 20,
    tests: [['packages/optim/src/trajectories', 'packages/optim/src/optimizers.test', 'packages/optim/src/compose'], all('optim')],
  },
  {
    name: 'schedules',
    folders: ['packages/optim/src/schedules'],
    except: /table/,
    mutants: 10,
    short: 2,
    tests: [['packages/optim/src/schedules'], all('optim')],
  },
  {
    name: 'activations',
    folders: ['packages/activations/src'],
    except: /table|index/,
    mutants: 10,
    short: 2,
    tests: [all('activations'), all('nn', 'testing')],
  },
  {
    name: 'losses',
    folders: ['packages/nn/src/losses'],
    except: /table/,
    mutants: 10,
    short: 2,
    tests: [['packages/nn/src/recorded'], all('nn', 'testing')],
  },
  {
    name: 'layers',
    folders: ['packages/nn/src/layers'],
    except: /table/,
    mutants: 12,
    tests: [['packages/nn/src/recorded', 'packages/nn/src/layers'], all('nn', 'testing')],
  },
  {
    name: 'initialisers',
    folders: ['packages/nn/src/initialisers'],
    mutants: 6,
    tests: [['packages/nn/src/initialisers'], all('nn')],
  },
];
