/** A piece of Python: its text, and whether it stands by itself as an operand. */
export interface Code {
  readonly text: string;
  readonly atom: boolean;
}
export const atom = (text: string): Code => ({ text, atom: true });
export const compound = (text: string): Code => ({ text, atom: false });
/** The text as an operand of something else. */
export const operand = ({ text, atom: isAtom }: Code): string => (isAtom ? text : `(${text})`);

/** A number as Python writes it. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'math.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
}

export const tuple = (items: readonly (string | number)[]): string => (items.length === 1 ? `(${items[0]!},)` : `(${items.join(', ')})`);
export const list = (items: readonly (string | number)[]): string => `[${items.join(', ')}]`;

// prettier-ignore
const reserved = new Set([
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except',
  'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try',
  'while', 'with', 'yield', 'math', 'torch', 'self', 'n', 'parameters', 'state', 'batch', 'hyper', 'constants',
]);

/** Names for Python variables, each given once. */
export class Names {
  private readonly taken = new Set<string>(reserved);
  constructor(others: Iterable<string> = []) {
    for (const name of others) this.taken.add(name);
  }
  /** The path as a variable: `layers.0.weight` becomes `layers_0_weight`. */
  give(path: string): string {
    const plain = path.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d|$)/, '_');
    let name = plain;
    for (let i = 2; this.taken.has(name); i++) name = `${plain}_${i}`;
    this.taken.add(name);
    return name;
  }
}
