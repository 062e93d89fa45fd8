import { expectTypeOf } from 'vitest';
import { definePlugin, type ArrayData, type Plugin } from '@chainrule/core';
import { formula, optimize, printProgram, reference } from '@chainrule/program';
import type { Backend, Executable, Operation, Operations, Pass, Program } from '@chainrule/program';

declare const program: Program;
declare const operations: Operations;

// A backend is a plugin, and compiles a program with the table of its operations
expectTypeOf(reference).toExtend<Backend>();
expectTypeOf<Backend>().toExtend<Plugin<'backend'>>();
expectTypeOf(reference.compile(program, operations)).toEqualTypeOf<Executable>();
expectTypeOf(printProgram(program)).toEqualTypeOf<string>();
// @ts-expect-error a backend needs the operations, to run what it lacks by reference
reference.compile(program);
// @ts-expect-error a backend compiles
const wrong: Backend = definePlugin('backend', 'empty', {});
expectTypeOf(wrong).toEqualTypeOf<Backend>();

// A pass gives a new program and never changes one
expectTypeOf(optimize).toExtend<Pass>();
// @ts-expect-error a program does not change
program.outputs = [];
// @ts-expect-error nor do its instructions
program.instructions[0] = { operation: 'add', inputs: [0, 1], outputs: [2], parameters: null };

// An operation says the type and the value of its results
expectTypeOf(formula.value).returns.toEqualTypeOf<readonly ArrayData[]>();
// @ts-expect-error the reference value is missing
const half: Operation = { name: 'half', types: (inputs) => inputs };
expectTypeOf(half.name).toEqualTypeOf<string>();
