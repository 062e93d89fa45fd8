import { expectTypeOf } from 'vitest';
import { derivative } from '@chainrule/numeric';
import type { Estimate } from '@chainrule/numeric';

expectTypeOf(derivative(Math.sin, 1)).toEqualTypeOf<Estimate>();
expectTypeOf<Estimate['status']>().toEqualTypeOf<'ok' | 'kink' | 'noisy' | 'undefined'>();
expectTypeOf<Estimate['left']>().toEqualTypeOf<number | undefined>();
derivative((x) => x ** 3, 2, { order: 2, domain: [0, Infinity] });
// @ts-expect-error the function takes a number
derivative((x: string) => x.length, 1);
// @ts-expect-error the point is a number
derivative(Math.sin, '1');
// @ts-expect-error no such option
derivative(Math.sin, 1, { orders: 2 });
