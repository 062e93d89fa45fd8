import type { DataSet } from '../data-set.js';
import { fromColumns } from './columns.js';
import { columns } from './columns/breast-cancer.js';

/**
 * Breast cancer in Wisconsin: thirty measurements of cell nuclei, malignant (0) or benign (1).
 *
 * @example
 * ```ts
 * import { breastCancer } from '@chainrule/data';
 * breastCancer().features.shape; // → [569, 30]
 * ```
 */
export function breastCancer(): DataSet {
  return fromColumns(columns, 'Breast Cancer Wisconsin (Diagnostic), W. Wolberg, O. Mangasarian, N. Street and W. Street 1993; UCI Machine Learning Repository, CC BY 4.0', ['malignant', 'benign']);
}
