/** Named columns of numbers, all of one length. */
export interface Table {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  /** How many rows each column has. */
  readonly rows: number;
  readonly source: string;
}
