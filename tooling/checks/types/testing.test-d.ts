import { reference } from '@chainrule/program';
import { testBackend, type BackendTestOptions, type TestCase } from '@chainrule/testing';

const cases: TestCase[] = testBackend(reference, { programs: 3 } satisfies BackendTestOptions);
const name: string = cases[0]!.name;
cases[0]!.run();
export { name };

// @ts-expect-error a backend compiles
testBackend({});
// @ts-expect-error programs are counted
testBackend(reference, { programs: 'many' });
