/** A variable with its value. */
export interface Coordinate {
  readonly name: string;
  readonly value: number;
}

/** A point as the command line and the address write it. */
export const pointText = (point: readonly Coordinate[]): string => point.map(({ name, value }) => `${name}=${value}`).join(',');
