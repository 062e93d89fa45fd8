import type { Expr } from '../expression/expr.js';
import type { Plugin } from './plugin.js';

/** What stands after a command's name. */
export interface CommandArgument {
  readonly name: string;
  readonly about: string;
  /** Expressions may begin with a minus; where the first argument is one, `-` reads expressions from standard input, one from each line. */
  readonly kind: 'expression' | 'file' | 'word';
  readonly optional?: boolean;
  /** Of the last: whether it may stand several times. */
  readonly many?: boolean;
}

/** One option of a command, `--so-written` for `soWritten`. What is typed is read and checked before the command runs. */
export type CommandOption = { readonly about: string; readonly placeholder?: string } & (
  | { readonly kind: 'flag' }
  | { readonly kind: 'text'; readonly initial?: string }
  | { readonly kind: 'number'; readonly initial?: number; readonly from?: number; readonly to?: number; readonly whole?: boolean }
  | { readonly kind: 'choice'; readonly words: readonly string[]; readonly initial?: string }
);

/** A call that shows what a command can do: in its help, and in its tests. */
export interface CommandExample {
  readonly args: readonly string[];
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  readonly about?: string;
  /** The exit code it ends with, where that is not 0. */
  readonly exit?: number;
}

/** What a command is given. */
export interface CommandCall {
  readonly args: readonly string[];
  /** Its own options; those that were not given have their initial value. */
  readonly options: Readonly<Record<string, string | number | boolean | undefined>>;
  /** For whatever is random. */
  readonly seed: number;
  /** Narration, which goes to standard error. */
  note(text: string): void;
}

/** What a command gives back; every format is made of it. */
export interface CommandAnswer {
  /** What `--json` prints: plain data. */
  readonly result: unknown;
  /** For people. */
  readonly text: string | ((screen: { readonly width: number; readonly colour: boolean }) => string);
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | boolean | undefined)[])[];
  };
  readonly formulas?: readonly { readonly label: string; readonly expr: Expr }[];
  /** Pictures, as @chainrule/viz describes them. */
  readonly scenes?: readonly object[];
  /** Whether a check found a fault: the exit code is then 1. */
  readonly fault?: boolean;
}

/** A command of the command line: what it says of itself, and what it does. */
export interface CommandPlugin extends Plugin<'command'> {
  /** One sentence. */
  readonly about: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** The first ends well. */
  readonly examples: readonly CommandExample[];
  /** Beside text and JSON. */
  readonly formats?: readonly ('csv' | 'latex' | 'mathml' | 'markdown' | 'svg' | 'html' | 'png')[];
  run(call: CommandCall): CommandAnswer | Promise<CommandAnswer>;
}
