import type { Recipe } from '@chainrule/export';

type Options = Readonly<Record<string, unknown>>;

/** An optimizer or a schedule of a checked config as exporters take it: its name apart from its options. */
export function recipeOf(given: unknown): Recipe {
  if (typeof given === 'string') return { name: given };
  const { name, then, learningRate, ...options } = given as Options & { readonly name: string };
  const rate = typeof learningRate === 'number' || learningRate === undefined ? learningRate : recipeOf(learningRate);
  return {
    name,
    options: { ...options, ...(rate !== undefined && { learningRate: rate }) },
    ...(then !== undefined && { then: typeof then === 'number' ? then : recipeOf(then) }),
  };
}
