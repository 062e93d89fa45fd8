import { definePlugin, key, sinh, tanh } from '@chainrule/core';
import { toPyTorch, type Files, type LayerDefinition } from '@chainrule/export';
import { dropout, hinge, layers, linear, residual, sequential, type Layer } from '@chainrule/nn';
import { optimizers } from '@chainrule/optim';
import { trace } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { torchLayers } from '../../../packages/export/src/pytorch/module/layers.js';
import { torchOptimizers } from '../../../packages/export/src/pytorch/module/optimizers.js';
import { writeModel } from '../../../packages/export/src/pytorch/module/write-model.js';
import { exported, models, type Model } from '../../evidence/export/models.js';

const [mlp, cnn, normalized, , block] = models('float64') as [Model, Model, Model, Model, Model];
function written(model: Model): Readonly<Record<string, string>> {
  const { step, parameters, state, hyper, batches, module, record } = exported(model, 1, 4);
  const files: Files = toPyTorch(trace(step, parameters, state, batches[0]!, hyper(0)), record(), { module });
  return files as Readonly<Record<string, string>>;
}

describe('every layer of ours', () => {
  test('has a line', () => {
    expect(Object.keys(torchLayers)).toEqual(Object.keys(layers).filter((name) => name !== 'activation'));
  });
});

test('optimizers are ours, by their names', () => {
  for (const name of Object.keys(torchOptimizers)) expect(Object.keys(optimizers)).toContain(name);
});

test('a list of layers is an nn.Sequential, the sizes of what every layer gives beside it', () => {
  expect(written(cnn)['model.py'])
    .toBe(`"""The model, exported by chainrule. Sizes in comments are those of what a layer gives, n being the examples."""
from torch import nn


class Model(nn.Sequential):
    """[n, 1, 8, 8] -> [n, 10]"""

    def __init__(self):
        super().__init__(
            nn.Conv2d(1, 8, 3, padding=1),  # [n, 8, 8, 8]
            nn.ReLU(),  # [n, 8, 8, 8]
            nn.MaxPool2d(2),  # [n, 8, 4, 4]
            nn.Conv2d(8, 16, 3, padding=1),  # [n, 16, 4, 4]
            nn.ReLU(),  # [n, 16, 4, 4]
            nn.MaxPool2d(2),  # [n, 16, 2, 2]
            nn.Flatten(),  # [n, 64]
            nn.Linear(64, 10),  # [n, 10]
        )
`);
});

test('named layers are attributes', () => {
  const text = written(normalized)['model.py']!;
  expect(text).toContain('        self.norm1 = nn.BatchNorm2d(8)\n');
  expect(text).toContain('                nn.BatchNorm2d(8),  # [n, 8, 4, 4]\n');
  expect(text).toContain('        x = self.pool2(x)  # [n, 8, 2, 2]\n');
});

describe('train.py', () => {
  test('has the optimizer with the options that are not PyTorch’s own', () => {
    expect(written(mlp)['train.py']).toContain('optimizer = torch.optim.Adam(model.parameters(), lr=0.01)\n');
    expect(written(normalized)['train.py']).toContain(
      'torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True, weight_decay=0.0001)',
    );
  });
  test('has a learning rate that changes as a function', () => {
    expect(written(cnn)['train.py']).toContain(`def learning_rate_then(step):
    return 0.05 * (1 + math.cos(math.pi * min(step, 25) / 25))


def learning_rate(step):
    if step < 5:
        return learning_rate_then(0) * (1 * step / 5)
    return learning_rate_then(step - 5)
`);
  });
  test('limits gradients as we do', () => {
    expect(written(block)['train.py']).toContain('p.grad.mul_((1 / norm).clamp(max=1))');
  });
});

describe('the whole step stands in for what PyTorch has not', () => {
  const instead = (model: Partial<Model>): string => {
    const files = written({ ...mlp, ...model });
    expect(files['step.py']).toContain('def step(');
    expect(files['model.py']).toContain('class Model');
    return /because (.*)\.$/m.exec(files['README.md']!)![1]!;
  };
  test.each([
    [
      'an optimizer',
      { optimizer: { name: 'lion', options: { learningRate: 0.01 } } },
      'torch.optim has nothing that is the same as "lion"',
    ],
    ['an option', { optimizer: { name: 'nadam' } }, 'torch.optim has nothing that is the same as "nadam"'],
    [
      'a schedule',
      { optimizer: { name: 'adam', options: { learningRate: { name: 'reduceOnPlateau', options: { from: 0.1 } } } } },
      'torch.optim has nothing that is the same as "adam"',
    ],
  ] as const)('%s', (_, model, reason) => {
    expect(instead(model)).toContain(reason);
  });
  test('a loss', () => {
    const layer = sequential(linear(64, 1)) as Layer;
    const batch: Model['batch'] = (step, size) => {
      const { x } = mlp.batch(step, size);
      return { x, y: x.sum(1, { keepDims: true }).greater(15).where(1, -1).cast('float64') };
    };
    expect(instead({ layer, batch, loss: hinge })).toContain('PyTorch has no loss "hinge"');
  });
});

describe('a layer', () => {
  const own = definePlugin('layer', 'wavelet', { options: {} }) as LayerDefinition;
  test('without a line is refused by its name and place', () => {
    const layer = { ...sequential(), layers: { '0': { ...residual(linear(2, 2)), layers: { body: own } } } } as unknown as LayerDefinition;
    expect(() => writeModel(layer, ['n', 2])).toThrow('the layer "wavelet" at "0.body" has no module of PyTorch');
  });
  test('that draws random numbers is known', () => {
    expect(writeModel(sequential(linear(2, 2), dropout(0.5)), ['n', 2])).toMatchObject({ draws: true });
    expect(writeModel(sequential(linear(2, 2), dropout(0)), ['n', 2])).toMatchObject({ draws: false });
  });
  test('that is an activation is PyTorch’s, or its formula', () => {
    const { text } = writeModel(sequential(tanh, sinh), ['n', 2]);
    expect(text).toContain('nn.Tanh()');
    expect(text).toContain('Elementwise(lambda x: torch.sinh(x))');
  });
});

test('the state of layers has to be where it is looked for', () => {
  const { step, parameters, state, hyper, batches, module, record } = exported(normalized, 1, 4);
  const program = trace(step, parameters, state, batches[0]!, hyper(0));
  const recording = record();
  const moved = (name: string): string => name.replace('model.', 'layers.');
  const hidden = { ...recording, state: recording.state.map(({ name, value }) => ({ name: moved(name), value })) };
  expect(() => toPyTorch(program, hidden, { module })).toThrow('the state has no "model.norm1.running_mean"');
  expect(() => toPyTorch(program, recording, { module: { ...module, input: 'images' } })).toThrow('a batch has no "images"');
});

test('names of a model that start at a layer', () => {
  expect(writeModel(linear(2, 3), ['n', 2]).text).toContain('class Model(nn.Linear):');
  expect(linear(2, 3).init(key(0)).params.weight.shape).toEqual([3, 2]);
});
