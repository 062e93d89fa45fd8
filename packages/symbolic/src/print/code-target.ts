/** How one programming language writes formulas. */
export interface CodeTarget {
  /** Functions by the table's names: the name of a call, or a template in which $0, $1 … are the arguments. */
  readonly functions: Readonly<Record<string, string>>;
  /** Whether functions that are missing here can be called by the table's name (and what imports them). */
  readonly foreign?: (name: string) => string;
  readonly constants: { readonly infinity: string; readonly nan: string };
  readonly signs: Readonly<Partial<Record<string, string>>>;
  /** A whole number, of which division must not truncate. */
  integer(digits: string): string;
  /** A power that is not an operation between its arguments. */
  power?(base: string, exponent: string, integer: boolean): string | undefined;
  choose(condition: string, yes: string, no: string): string;
  /** A truth value as a number. */
  number(condition: string): string;
  /** Whether a part of a case that is not taken may be computed: where an error would stop the program, it may not. */
  readonly eager: boolean;
  /** Whether −x ** 2 needs parentheses. */
  readonly strictPower?: boolean;
  program(
    parameters: readonly string[],
    lines: readonly (readonly [name: string, value: string])[],
    result: string,
    uses: readonly string[],
  ): string;
}
