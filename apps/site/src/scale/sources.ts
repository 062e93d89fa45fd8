import type { Sources } from '../parts/take-along.js';
import { digitsSources } from './digits/sources.js';
import { lettersSources } from './letters/sources.js';
import type { NetName, Recipe } from './nets.js';
import { ratingsSources } from './ratings/sources.js';

const makers: { readonly [N in NetName]: (recipe: Recipe, rate: number) => Sources } = {
  digits: digitsSources,
  letters: lettersSources,
  ratings: ratingsSources,
};

/** The same run as a file for `chainrule train`, and as a program. */
export const sourcesOf = (recipe: Recipe, rate: number): Sources => makers[recipe.net](recipe, Number(rate.toPrecision(4)));
