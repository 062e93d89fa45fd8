import type { NdArray } from '@chainrule/core';
import { key } from '@chainrule/core';
import type { DataSet, Safetensors, Table } from '@chainrule/data';
import {
  csvStream,
  diabetes,
  linearData,
  prefetch,
  readCsv,
  readNpz,
  readSafetensors,
  rebatch,
  writeSafetensors,
  readTable,
  standardize,
  trainTestSplit,
} from '@chainrule/data';
import { expectTypeOf } from 'vitest';

expectTypeOf(diabetes()).toEqualTypeOf<DataSet>();
expectTypeOf<DataSet['features']>().toEqualTypeOf<NdArray>();
expectTypeOf<DataSet['classes']>().toEqualTypeOf<readonly string[] | undefined>();
expectTypeOf(readCsv(new Uint8Array(0), { target: 'price' })).toEqualTypeOf<DataSet>();
expectTypeOf(readTable('a\n1\n')).toEqualTypeOf<Table>();
expectTypeOf(trainTestSplit(diabetes()).test).toEqualTypeOf<DataSet>();
expectTypeOf(standardize(diabetes().features).mean).toEqualTypeOf<NdArray>();
linearData(key(0), { slope: 2 });
// @ts-expect-error a key is needed: there is no global seed
linearData();
// @ts-expect-error the target is named, not numbered
readCsv('', { target: 3 });

expectTypeOf(readSafetensors(new Uint8Array(0))).toEqualTypeOf<Safetensors>();
expectTypeOf(readNpz(new Uint8Array(0))).resolves.toEqualTypeOf<Readonly<Record<string, NdArray>>>();
expectTypeOf(prefetch(rebatch(csvStream(['a\n1\n']), { size: 2 }))).toEqualTypeOf<AsyncIterable<DataSet>>();
// @ts-expect-error an array, not its numbers
writeSafetensors({ w: 'weights' });
// @ts-expect-error a batch has a size
rebatch([], {});
