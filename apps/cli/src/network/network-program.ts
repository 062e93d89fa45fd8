import { isFloat, type DType } from '@chainrule/core';
import { codeOf, importsOf, type Import } from '../config/made.js';
import type { Source } from '../config/data.js';
import { byModule, program, quoted } from '../command/typescript.js';
import type { Network } from './network.js';
import type { RunFolder } from './run-folder.js';

/** A program about a network, as it is written: what it imports, and its statements. `--code ts` of several commands begins so. */
export class NetworkProgram {
  readonly #imports: Import[] = [];
  readonly #lines: string[] = [];
  /** The key of all that is random. */
  readonly root: string;

  constructor(
    readonly network: Network,
    readonly seed: number,
  ) {
    this.root = `${this.use('@chainrule/core', 'key')}(${seed})`;
  }

  /** A name of a package, imported. */
  use(from: string, name: string): string {
    this.#imports.push([from, name]);
    return name;
  }

  /** The code of what a config made, with what it imports. */
  code(made: unknown): string {
    this.#imports.push(...importsOf(made));
    return codeOf(made);
  }

  add(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** Loads the examples as `rows` and, where some are kept for it, `test`. */
  addRows(): void {
    const { data, test, divide, standardize } = this.network.training;
    if (typeof test === 'number') {
      const whole = data.bare ? `{ ...(${this.#loaded(data)}), names: [], targetName: '', source: '' }` : this.#loaded(data);
      const split = this.use('@chainrule/data', 'trainTestSplit');
      this.add(`const { train: rows, test } = ${split}(${whole}${test === 5 ? '' : `, { every: ${test} }`});`);
    } else {
      this.add(`const rows = ${this.#loaded(data)};`);
      if (test !== false) this.add(`const test = ${this.#loaded(test)};`);
    }
    if (standardize)
      this.add(
        `const { apply } = ${this.use('@chainrule/data', 'standardize')}(rows.features${divide === undefined ? '' : `.div(${divide})`});`,
      );
  }

  /** Examples as the network takes them. */
  examples(rows: 'rows' | 'test'): string {
    const {
      training: { divide, standardize, shape },
      train: { target },
    } = this.network;
    const divided = `${rows}.features${divide === undefined ? '' : `.div(${divide})`}`;
    const shaped = shape === undefined ? '' : `.reshape([-1, ${shape.join(', ')}])`;
    const column = target.shape.length === 2 ? '.reshape([-1, 1])' : '';
    const classes = target.dtype === 'int32' ? ".cast('int32')" : '';
    return `{ features: ${standardize ? `apply(${divided})` : divided}${shaped}, target: ${rows}.target${classes}${column} }`;
  }

  /** The same in the element type of the parameters, for what does not see to that itself. */
  ready(rows: 'rows' | 'test'): string {
    const {
      training: { dtype },
      train: { features, target },
    } = this.network;
    const cast = (name: string, from: DType): string => `${name}${isFloat(from) ? `.cast('${dtype}')` : ''}`;
    return `(({ features, target }) => ({ features: ${cast('features', features.dtype)}, target: ${cast('target', target.dtype)} }))(${this.examples(rows)})`;
  }

  /** Makes `model`. */
  addModel(): void {
    this.add(`const model = ${this.code(this.network.training.model)};`);
  }

  /** The numbers that training begins with. */
  initial(): string {
    const options = this.network.training.dtype === 'float64' ? ", { dtype: 'float64' }" : '';
    return `model.init(${this.use('@chainrule/core', 'foldIn')}(${this.root}, 'init')${options})`;
  }

  /** Makes `params` and `state`: those of a run, or those that training begins with. */
  addNumbers(run: RunFolder | undefined): void {
    if (run === undefined) return this.add(`const { params, state } = ${this.initial()};`);
    const file = `${this.use('node:fs', 'readFileSync')}(${quoted(run.file('weights'))})`;
    this.add(`const { params, state } = ${this.use('@chainrule/nn', 'loadWeights')}(${file}, ${this.initial()});`);
  }

  text(): string {
    return program(byModule(this.#imports), ...this.#lines);
  }

  #loaded(source: Source): string {
    const { code, imports } = source.typescript(this.seed);
    this.#imports.push(...imports);
    return code;
  }
}
