/** Something a check of the table found wrong with an entry. */
export interface Fault {
  /** Which check: `value`, `stable`, `kink` … */
  readonly check: string;
  readonly detail: string;
}

export const fault = (check: string, detail: string): Fault => ({ check, detail });
