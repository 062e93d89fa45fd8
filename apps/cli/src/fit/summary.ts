import { numberText } from '../output/columns.js';
import type { GradientCheck } from './gradient-check.js';
import type { Outcome } from './outcome.js';

/** Names, fitted parameters, and the closed-form ones beside them. */
export function parameterRows({ train, fitted, closedForm }: Outcome): string[][] {
  return [
    ['', 'gradient descent', 'least squares'],
    ...train.names.map((name, i) => [name, numberText(fitted.original.weights[i]!), numberText(closedForm.original.weights[i]!)]),
    ['intercept', numberText(fitted.original.intercept), numberText(closedForm.original.intercept)],
  ];
}

/** The errors over training and test rows, of both answers. */
export function errorRows({ trainError, closedFormTrainError, testError, closedFormTestError }: Outcome): string[][] {
  return [
    ['', 'gradient descent', 'least squares'],
    ['train', numberText(trainError), numberText(closedFormTrainError)],
    ...(testError === undefined ? [] : [['test', numberText(testError), numberText(closedFormTestError!)]]),
  ];
}

export function checkText({ digits, agreement }: GradientCheck): string {
  const whole = (x: number): string => String(Math.floor(x));
  return `Its gradient, three ways at a random point, agrees to ${whole(agreement)} digits: symbolic and automatic to ${whole(digits.symbolicAutomatic)}, symbolic and numeric to ${whole(digits.symbolicNumeric)}, automatic and numeric to ${whole(digits.automaticNumeric)}.`;
}

interface Errors {
  readonly fitted: number;
  readonly closedForm: number;
}

interface FitResult {
  readonly source: string;
  readonly model: string;
  readonly loss: string;
  readonly rows: { readonly train: number; readonly test?: number };
  readonly gradientDigits: GradientCheck['digits'] & { readonly agreement: number };
  readonly how: string;
  readonly verdict: string;
  readonly learningRate: number;
  readonly largestSafeRate: number;
  readonly parameters: readonly (Errors & { readonly name: string })[];
  readonly trainError: Errors;
  readonly testError?: Errors;
  readonly report?: string;
}

/** The numbers for programs. */
export function resultOf(outcome: Outcome, report: string | undefined): FitResult {
  const { model, train, test, check, fitted, closedForm, how, verdict, learningRate, largestSafeRate } = outcome;
  const parameters = [
    ...train.names.map((name, i) => ({ name, fitted: fitted.original.weights[i]!, closedForm: closedForm.original.weights[i]! })),
    { name: 'intercept', fitted: fitted.original.intercept, closedForm: closedForm.original.intercept },
  ];
  return {
    source: train.source,
    model,
    loss: 'mean squared error',
    rows: outcome.rows ?? { train: train.target.shape[0]!, ...(test && { test: test.target.shape[0]! }) },
    gradientDigits: { ...check.digits, agreement: check.agreement },
    how,
    verdict,
    learningRate,
    largestSafeRate,
    parameters,
    trainError: { fitted: outcome.trainError, closedForm: outcome.closedFormTrainError },
    ...(test && { testError: { fitted: outcome.testError!, closedForm: outcome.closedFormTestError! } }),
    ...(report !== undefined && { report }),
  };
}
