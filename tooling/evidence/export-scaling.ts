// What a second process brings: the cost model of docs/scaling.md beside measured times of exported steps in PyTorch, alone and as two processes
// over gloo on this machine, a thread each. Told, and held only against what has to be so. Needs a Python with torch and safetensors: PYTHON_TORCH.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gelu, key, randomInt, relu, silu, uniform } from '@chainrule/core';
import { toPyTorch } from '@chainrule/export';
