import { Bytes } from './bytes.js';
import { FunctionBuilder, type Callee } from './function-builder.js';
import { typeCode, type Term, type ValueType } from './term.js';

interface Signature {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A module of functions over one imported memory, `env.memory`, which threads may share. Imports are declared before functions. */
export class ModuleBuilder {
  private readonly types: string[] = [];
  private readonly imports: { readonly name: string; readonly type: number }[] = [];
  private readonly functions: { readonly type: number; readonly code: Bytes }[] = [];
  private readonly exports = new Map<string, number>();

  constructor(private readonly shared = false) {}

  import(name: string, { parameters, results }: Signature): Callee {
    this.imports.push({ name, type: this.type({ parameters, results }) });
    return { index: this.imports.length - 1, results };
  }
  /** Adds a function; `build` writes its body and gives its result, where it has one. */
  function(parameters: readonly ValueType[], results: readonly ValueType[], build: (f: FunctionBuilder) => Term | undefined): Callee {
    const f = new FunctionBuilder(parameters);
    const code = f.finish(build(f));
    this.functions.push({ type: this.type({ parameters, results }), code });
    return { index: this.imports.length + this.functions.length - 1, results };
  }
  export(name: string, { index }: Callee): void {
    this.exports.set(name, index);
  }

  finish(): Uint8Array<ArrayBuffer> {
    const module = new Bytes().all([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const section = (id: number, count: number, write: (content: Bytes) => void): void => {
      const content = new Bytes().unsigned(count);
      write(content);
      module.byte(id).sized(content);
    };
    section(1, this.types.length, (content) => {
      for (const type of this.types) content.all(type.split(',').map(Number));
    });
    section(2, this.imports.length + 1, (content) => {
      for (const { name, type } of this.imports) content.text('env').text(name).byte(0).unsigned(type);
      content.text('env').text('memory').byte(2);
      // A shared memory states how far it may grow.
      if (this.shared) content.byte(3).unsigned(1).unsigned(65536);
      else content.byte(0).unsigned(1);
    });
    section(3, this.functions.length, (content) => {
      for (const { type } of this.functions) content.unsigned(type);
    });
    section(7, this.exports.size, (content) => {
      for (const [name, index] of this.exports) content.text(name).byte(0).unsigned(index);
    });
    section(10, this.functions.length, (content) => {
      for (const { code } of this.functions) content.sized(code);
    });
    return module.written();
  }

  private type({ parameters, results }: Signature): number {
    const list = (types: readonly ValueType[]): number[] => [types.length, ...types.map((type) => typeCode[type])];
    const key = [0x60, ...list(parameters), ...list(results)].join();
    if (!this.types.includes(key)) this.types.push(key);
    return this.types.indexOf(key);
  }
}
