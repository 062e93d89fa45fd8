import type { DataSet } from '../data-set.js';
import { fromColumns } from './columns.js';
import { columns } from './columns/diabetes.js';

/**
 * Diabetes patients: ten measurements in their own units, and the disease's progression one year later, 25 to 346.
 *
 * @example
 * ```ts
 * import { diabetes } from '@chainrule/data';
 * diabetes().features.shape; // → [442, 10]
 * ```
 */
export function diabetes(): DataSet {
  return fromColumns(columns, 'Diabetes, B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of Statistics 32 (2004); as shipped by scikit-learn');
}
