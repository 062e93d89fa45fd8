import { elu } from '@chainrule/activations';
import { adam, cosine } from '@chainrule/optim';
import { reference } from '@chainrule/program';
import { testActivation, testBackend, testOptimizer, testSchedule, type BackendTestOptions, type TestCase } from '@chainrule/testing';

const cases: TestCase[] = testBackend(reference, { programs: 3 } satisfies BackendTestOptions);
const name: string = cases[0]!.name;
cases[0]!.run();
export { name };

// @ts-expect-error a backend compiles
testBackend({});
// @ts-expect-error programs are counted
testBackend(reference, { programs: 'many' });

testOptimizer(adam, { learningRate: 0.02 });
testSchedule(cosine({ from: 1, steps: 10 }));
testActivation(elu);
// @ts-expect-error a schedule is no optimizer
testOptimizer(cosine);
// @ts-expect-error an optimizer is no activation
testActivation(adam());
