import type { DataSet } from '../data-set.js';
import { fromColumns } from './columns.js';
import { columns } from './columns/wine.js';

/**
 * Italian wines: thirteen chemical measurements, three cultivars.
 *
 * @example
 * ```ts
 * import { wine } from '@chainrule/data';
 * wine().features.shape; // → [178, 13]
 * ```
 */
export function wine(): DataSet {
  return fromColumns(columns, 'Wine, S. Aeberhard and M. Forina 1992; UCI Machine Learning Repository, CC BY 4.0', ['cultivar 1', 'cultivar 2', 'cultivar 3']);
}
