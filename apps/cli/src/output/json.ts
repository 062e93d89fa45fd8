import { isChainruleError } from '@chainrule/core';

/** The one object that `--json` prints: `schema` names its form and version. */
export type JsonAnswer =
  | { readonly schema: string; readonly ok: true; readonly result: unknown }
  | { readonly schema: string; readonly ok: false; readonly error: unknown };

/** An answer as one line of JSON; numbers that JSON cannot hold become the texts NaN, Infinity and -Infinity. */
export const jsonText = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value)
      ? String(value)
      : ArrayBuffer.isView(value)
        ? Array.from(value as Float64Array)
        : value,
  );

/** What was wrong, for programs. */
export function errorObject(error: unknown): Readonly<Record<string, unknown>> {
  if (!isChainruleError(error)) return { code: 'bug', problem: error instanceof Error ? error.message : String(error) };
  const { code, operation, problem, hint, source } = error;
  return { code, operation, problem, ...(hint !== undefined && { hint }), ...(source && { text: source.text, span: source.span }) };
}
