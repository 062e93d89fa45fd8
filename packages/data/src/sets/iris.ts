import type { DataSet } from '../data-set.js';
import { fromColumns } from './columns.js';
import { columns } from './columns/iris.js';

/**
 * Fisher's iris flowers: four lengths in centimetres, three species of 50 flowers each.
 *
 * Source: R. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7 (1936).
 *
 * @example
 * ```ts
 * import { iris } from '@chainrule/data';
 * iris().features.shape; // → [150, 4]
 * ```
 */
export function iris(): DataSet {
  return fromColumns(columns, 'Iris, R. A. Fisher 1936; UCI Machine Learning Repository, CC BY 4.0', ['setosa', 'versicolor', 'virginica']);
}
