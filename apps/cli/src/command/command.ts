import type { Expr } from '@chainrule/core';
import type { Scene } from '@chainrule/viz';
import type { ExitCode } from '../output/exit-codes.js';
import type { Io } from '../output/io.js';
import type { Format } from '../output/formats.js';
import type { Options, OptionValues } from './option.js';
import type { Schema } from './schema.js';

/** What stands after a command's name. */
export interface Argument {
  readonly name: string;
  readonly about: string;
  /** Expressions may begin with a minus, and `-` reads them from standard input, one from each line. */
  readonly kind: 'expression' | 'file' | 'word';
  readonly optional?: true;
  readonly many?: true;
}

/** A command line that shows what a command can do: in its help, in docs/cli.md, and in the tests. */
export interface Example {
  readonly args: readonly string[];
  /** What it shows, where that is not plain. */
  readonly about?: string;
  readonly exit?: ExitCode;
  readonly stdin?: string;
  /** A command line that must have been run before it. */
  readonly before?: readonly string[];
  /** Files that it reads, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** How many lines of its answer are the same everywhere and worth showing; by default all. */
  readonly lines?: number;
}

/** A formula of an answer. */
export interface Formula {
  /** What it is, as plain text: `∂f/∂x`. Empty where it is the whole answer. */
  readonly label: string;
  readonly expr: Expr;
}

/** Rows of an answer, for spreadsheets and documents. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | undefined)[])[];
}

/** The place text is written to. */
export interface Screen {
  readonly width: number;
  readonly prose: number;
  readonly colour: boolean;
}

/** What a command gives back. The fields beside `result` are what the formats of its table line are made from, and are made only when asked for. */
export interface Answer<R = unknown> {
  readonly result: R;
  readonly text: (screen: Screen) => string;
  readonly formulas?: () => readonly Formula[];
  /** LaTeX as a whole, where the formulas one by one are not it. */
  readonly latex?: () => string;
  readonly table?: () => Table;
  readonly scenes?: () => readonly Scene[];
  /** A page of its own kind, instead of one made of the above. */
  readonly html?: () => string;
  /** The graph, for those who draw graphs. */
  readonly dot?: () => string;
  readonly mermaid?: () => string;
  readonly code?: ExitCode;
}

/** What a command is given. */
export interface Call<O> {
  readonly args: readonly string[];
  readonly options: O;
  /** For whatever is random: the one given, or 0. */
  readonly seed: number;
  readonly givenSeed?: number | undefined;
  readonly format: Format;
  readonly io: Io;
  /** All commands, for what tells of them. */
  readonly commands: CommandTable;
}

/** Every command by name. */
export type CommandTable = Readonly<Record<string, CommandEntry>>;

export interface CommandEntry {
  readonly summary: string;
  /** A command's code is loaded when it is used, so that the others do not wait for it. */
  readonly load: () => Promise<Command>;
}

/** A command: one file, and one line of the table. */
export interface Command {
  readonly about: string;
  readonly arguments: readonly Argument[];
  readonly options: Options;
  readonly examples: readonly Example[];
  readonly result: Schema<unknown>;
  /** Beside text and json. */
  readonly formats: readonly Format[];
  readonly run: (call: Call<Readonly<Record<string, unknown>>>) => Answer | Promise<Answer>;
  /** TypeScript that prints what the command prints. */
  readonly typescript?: (call: Call<Readonly<Record<string, unknown>>>) => string | Promise<string>;
  /** The plugin that it comes from, whose errors are not ours. */
  readonly from?: string;
}

interface Definition<O extends Options, R> extends Omit<Command, 'options' | 'result' | 'run' | 'typescript'> {
  readonly options: O;
  readonly result: Schema<R>;
  readonly run: (call: Call<OptionValues<O>>) => Answer<R> | Promise<Answer<R>>;
  readonly typescript?: (call: Call<OptionValues<O>>) => string | Promise<string>;
}

/** Checks a command's answer and options against what it says of them, and forgets their types. */
export const defineCommand = <const O extends Options, R>(definition: Definition<O, R>): Command => definition as unknown as Command;
