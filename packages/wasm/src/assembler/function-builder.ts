import { Bytes, unsigned } from './bytes.js';
import { i32 } from './scalar.js';
import { term, trivial, typeCode, type Term, type ValueType } from './term.js';

/** A variable of a function. */
export interface Local {
  readonly type: ValueType;
  readonly index: number;
  /** Its value at the place where the term is used. */
  readonly value: Term;
}

/** A function of a module, by its number. */
export interface Callee {
  readonly index: number;
  readonly results: readonly ValueType[];
}

const emptyBlock = 0x40;

/** The body of one function, written statement by statement. Statements compute terms; within a statement a shared term is computed once. */
export class FunctionBuilder {
  private readonly body = new Bytes();
  /** Vector constants, set once at the beginning. */
  private readonly prelude = new Bytes();
  private readonly constants = new Map<string, Local>();
  private readonly locals: ValueType[] = [];
  readonly parameters: readonly Local[];

  constructor(parameters: readonly ValueType[]) {
    this.parameters = parameters.map((type, index) => variable(type, index));
  }

  local(type: ValueType): Local {
    this.locals.push(type);
    return variable(type, this.parameters.length + this.locals.length - 1);
  }
  /** A new variable with this value. */
  let(value: Term): Local {
    const local = this.local(value.type);
    this.set(local, value);
    return local;
  }
  set({ index }: Local, value: Term): void {
    this.emit([value]);
    this.body.byte(0x21).unsigned(index);
  }
  /** Computes terms that share parts, each part once; the results are variables. */
  evaluate(values: readonly Term[]): Term[] {
    const held = this.emitted(values);
    return values.map((value) => {
      const known = held.get(value);
      if (known !== undefined) return known.value;
      const local = this.local(value.type);
      this.write(value, held);
      this.body.byte(0x21).unsigned(local.index);
      if (!value.trivial) held.set(value, local);
      return local.value;
    });
  }
  /** An instruction without a result on values: a store, a call. */
  do(code: readonly number[], ...args: readonly Term[]): void {
    this.emit(args);
    this.body.all(code);
  }
  call({ index, results }: Callee, ...args: readonly Term[]): void {
    this.do([0x10, ...unsigned(index), ...results.map(() => 0x1a)], ...args);
  }
  when(condition: Term, yes: () => void, no?: () => void): void {
    this.do([0x04, emptyBlock], condition);
    yes();
    if (no) {
      this.body.byte(0x05);
      no();
    }
    this.body.byte(0x0b);
  }
  /** Repeats while the condition, judged after each round, holds. */
  repeat(round: () => void, condition: () => Term): void {
    this.body.byte(0x03).byte(emptyBlock);
    round();
    this.do([0x0d, 0], condition());
    this.body.byte(0x0b);
  }
  /** counter = from, from + step, … below the limit. */
  count(counter: Local, from: Term, limit: Term, step: number, round: () => void): void {
    this.set(counter, from);
    this.when(i32.lt(counter.value, limit), () => {
      this.repeat(
        () => {
          round();
          this.set(counter, i32.add(counter.value, i32.const(step)));
        },
        () => i32.lt(counter.value, limit),
      );
    });
  }
  /** `times` rounds, known beforehand; one needs no loop. */
  times(times: number, round: () => void): void {
    if (times === 1) round();
    else if (times > 1) {
      const left = this.let(i32.const(times));
      this.repeat(
        () => {
          round();
          this.set(left, i32.sub(left.value, i32.const(1)));
        },
        () => left.value,
      );
    }
  }
  advance(pointer: Local, bytes: number): void {
    if (bytes !== 0) this.set(pointer, i32.add(pointer.value, i32.const(bytes)));
  }

  /** The function's code as a module holds it. */
  finish(result?: Term): Bytes {
    if (result) this.emit([result]);
    const code = new Bytes();
    const runs: [ValueType, number][] = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last?.[0] === type) last[1]++;
      else runs.push([type, 1]);
    }
    code.unsigned(runs.length);
    for (const [type, count] of runs) code.unsigned(count).byte(typeCode[type]);
    return code.all(this.prelude.written()).all(this.body.written()).byte(0x0b);
  }

  private emit(values: readonly Term[]): void {
    if (isChain(values)) {
      for (const value of values) this.write(value, nothing);
      return;
    }
    const held = this.emitted(values);
    for (const value of values) this.write(held.get(value)?.value ?? value, held);
  }
  /** Writes the parts that are used more than once into variables. */
  private emitted(values: readonly Term[]): Map<Term, Local> {
    const uses = new Map<Term, number>();
    const visit = (value: Term): void => {
      const seen = uses.get(value) ?? 0;
      uses.set(value, seen + 1);
      if (seen === 0) value.args.forEach(visit);
      // What stands inside of a branch has to be at hand.
      if (value.rare) for (const part of value.args) uses.set(part, uses.get(part)! + 1);
    };
    values.forEach(visit);
    const held = new Map<Term, Local>();
    const done = new Set<Term>();
    // Parts before what uses them; a part used once stays where it is used.
    const settle = (value: Term): void => {
      if (done.has(value)) return;
      done.add(value);
      value.args.forEach(settle);
      if (value.trivial || uses.get(value) === 1) return;
      const local = this.local(value.type);
      this.write(value, held);
      this.body.byte(0x21).unsigned(local.index);
      held.set(value, local);
    };
    values.forEach(settle);
    return held;
  }
  private write(value: Term, held: ReadonlyMap<Term, Local>): void {
    const { rare } = value;
    if (rare) {
      const [condition, usual] = value.args as [Term, Term];
      const at = (part: Term): Term => held.get(part)?.value ?? part;
      this.write(at(condition), held);
      this.body.byte(0x04).byte(typeCode[value.type]);
      this.write({ ...rare, args: rare.args.map(at) }, held);
      this.body.byte(0x05);
      this.write(at(usual), held);
      this.body.byte(0x0b);
      return;
    }
    for (const part of value.args) {
      const local = held.get(part);
      if (local) this.body.byte(0x20).unsigned(local.index);
      else this.write(part, held);
    }
    if (value.type === 'v128' && value.trivial && value.code[0] === 0xfd) this.body.byte(0x20).unsigned(this.constant(value).index);
    else this.body.all(value.code);
  }
  private constant(value: Term): Local {
    const key = value.code.join();
    const known = this.constants.get(key) ?? this.local('v128');
    if (!this.constants.has(key)) {
      this.constants.set(key, known);
      this.prelude.all(value.code).byte(0x21).unsigned(known.index);
    }
    return known;
  }
}

/** Whether at most one of the terms is to be computed, and so within it: nothing can be shared then, as in most statements. */
function isChain(values: readonly Term[]): boolean {
  let link: Term | undefined;
  for (const value of values)
    if (!value.trivial) {
      if (link) return false;
      link = value;
    }
  return link === undefined || (link.rare === undefined && isChain(link.args));
}
const nothing: ReadonlyMap<Term, Local> = /* @__PURE__ */ new Map();

function variable(type: ValueType, index: number): Local {
  return { type, index, value: trivial(type, [0x20, ...unsigned(index)]) };
}

/** The result of a function as a term; the function must have no side effects. */
export const callTerm = ({ index, results }: Callee, ...args: readonly Term[]): Term =>
  term(results[0]!, [0x10, ...unsigned(index)], ...args);
