import { expectTypeOf } from 'vitest';
import { key, type NdArray } from '@chainrule/core';
import { diabetes, iris, linearData, readCsv, trainTestSplit } from '@chainrule/data';
import type { DataSet } from '@chainrule/data';

expectTypeOf(iris()).toEqualTypeOf<DataSet>();
expectTypeOf(diabetes().features).toEqualTypeOf<NdArray>();
expectTypeOf(readCsv('a,b\n1,2\n', { target: 'b' })).toEqualTypeOf<DataSet>();
expectTypeOf(readCsv(new Uint8Array())).toEqualTypeOf<DataSet>();
expectTypeOf(trainTestSplit).parameter(0).toEqualTypeOf<DataSet>();
// @ts-expect-error generated sets need a key: there is no global seed
linearData({ count: 10 });
expectTypeOf(linearData(key(1), { count: 10 })).toEqualTypeOf<DataSet>();
// @ts-expect-error files are read by the caller, who passes their text or bytes
readCsv(new URL('file:///data.csv'));
