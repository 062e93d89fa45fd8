/** What is trained, on what, and how: all that begins anew when it changes. The rate may change while training goes on. */
export interface Recipe {
  readonly data: SetName;
  /** The reader's own table, where `data` is `own`. */
  readonly csv: string;
  readonly noise: number;
  readonly seed: number;
  /** The widths of the hidden layers. */
  readonly widths: readonly number[];
  readonly activation: string;
  readonly initialiser: string;
  readonly optimizer: OptimizerChoice;
  readonly batch: number;
  readonly epochs: number;
  /** After how many epochs without progress on the test it stops; 0 is never. */
  readonly patience: number;
}

interface SetChoice {
  readonly label: string;
  /** What the generator is told besides the noise. */
  readonly options?: Readonly<Record<string, number>>;
  /** The noise to begin with; sets without one are as they are. */
  readonly noise?: number;
}

export const sets = {
  spirals: { label: 'Two spirals', options: { arms: 2, turns: 1.25, count: 200 }, noise: 0.01 },
  circles: { label: 'Circles', noise: 0.1 },
  xor: { label: 'Exclusive or', noise: 0.05 },
  blobs: { label: 'Two blobs', noise: 0.45 },
  moons: { label: 'Moons', noise: 0.15 },
  three: { label: 'Three spirals', options: { arms: 3, turns: 0.75 }, noise: 0.02 },
  iris: { label: 'Iris flowers' },
  own: { label: 'Your own' },
} as const satisfies Readonly<Record<string, SetChoice>>;
export type SetName = keyof typeof sets;

/** A set's generator in @chainrule/data. */
export const generatorOf = (name: SetName): string => (name === 'three' ? 'spirals' : name);

export const activationNames = ['tanh', 'relu', 'leakyRelu', 'elu', 'gelu', 'silu', 'softplus', 'sigmoid', 'softsign'] as const;

/** Initialisers of @chainrule/nn by name; `default` is PyTorch's. */
export const initialiserNames = [
  'default',
  'xavierUniform',
  'xavierNormal',
  'heUniform',
  'heNormal',
  'lecun',
  'orthogonal',
  'zeros',
] as const;

/** Optimizers, with what they are told besides the rate, and the rate that they usually begin with. */
export const optimizerChoices = {
  adam: { maker: 'adam', options: {}, rate: 0.03 },
  adamw: { maker: 'adamw', options: { weightDecay: 0.01 }, rate: 0.03 },
  sgd: { maker: 'sgd', options: {}, rate: 0.3 },
  momentum: { maker: 'sgd', options: { momentum: 0.9 }, rate: 0.1 },
  rmsprop: { maker: 'rmsprop', options: {}, rate: 0.01 },
  adagrad: { maker: 'adagrad', options: {}, rate: 0.1 },
  lion: { maker: 'lion', options: {}, rate: 0.003 },
} as const;
export type OptimizerChoice = keyof typeof optimizerChoices;

export const batchSizes = [1, 4, 16, 32, 64, 160] as const;
export const epochCounts = [200, 1000, 3000] as const;
export const patiences = [0, 25, 100, 400] as const;

export const mostLayers = 5;
export const mostWide = 10;

/** Widths as they stand in an address: "8,8". What cannot be one is left out. */
export const widthsIn = (text: string): number[] =>
  text
    .split(',')
    .map(Number)
    .filter((width) => Number.isInteger(width) && width >= 1 && width <= mostWide)
    .slice(0, mostLayers);
