import { expect, test } from 'vitest';
import { backprop, graphToDot, graphToMermaid, tensor, type Tensor } from '../index.js';

// The chapter's third exercise: x = 2, w = 3, a sigmoid, target 1.
const nodes = backprop((w: Tensor, x: Tensor) => w.mul(x).neg().exp().add(1).pow(-1).sub(1).pow(2), tensor(3), tensor(2));

test('a neuron as DOT', () => {
  expect(graphToDot(nodes)).toMatchInlineSnapshot(`
    "digraph backprop {
      rankdir=LR;
      node [shape=box];
      n0 [label="argument 0\\nvalue 3\\ngradient -0.00002439"];
      n1 [label="argument 1\\nvalue 2\\ngradient -0.00003659"];
      n2 [label="mul\\nvalue 6\\ngradient -0.0000122"];
      n3 [label="neg\\nvalue -6\\ngradient 0.0000122"];
      n4 [label="exp\\nvalue 0.002479\\ngradient 0.004921"];
      n5 [label="add\\nvalue 1.002\\ngradient 0.004921"];
      n6 [label="div\\nvalue 0.9975\\ngradient -0.004945"];
      n7 [label="sub\\nvalue -0.002473\\ngradient -0.004945"];
      n8 [label="mul\\nvalue 0.000006114\\ngradient 1"];
      n0 -> n2;
      n1 -> n2;
      n2 -> n3;
      n3 -> n4;
      n4 -> n5;
      n5 -> n6;
      n6 -> n7;
      n7 -> n8;
    }"
  `);
});
test('a neuron as Mermaid', () => {
  expect(graphToMermaid(nodes)).toMatchInlineSnapshot(`
    "flowchart LR
      n0["argument 0<br/>value 3<br/>gradient -0.00002439"]
      n1["argument 1<br/>value 2<br/>gradient -0.00003659"]
      n2["mul<br/>value 6<br/>gradient -0.0000122"]
      n3["neg<br/>value -6<br/>gradient 0.0000122"]
      n4["exp<br/>value 0.002479<br/>gradient 0.004921"]
      n5["add<br/>value 1.002<br/>gradient 0.004921"]
      n6["div<br/>value 0.9975<br/>gradient -0.004945"]
      n7["sub<br/>value -0.002473<br/>gradient -0.004945"]
      n8["mul<br/>value 0.000006114<br/>gradient 1"]
      n0 --> n2
      n1 --> n2
      n2 --> n3
      n3 --> n4
      n4 --> n5
      n5 --> n6
      n6 --> n7
      n7 --> n8"
  `);
});
test('labels that hold quotes do not end them', () => {
  const odd = nodes.map((node) => ({ ...node, label: 'a "b" <c> \\' }));
  expect(graphToDot(odd)).toContain('label="a \\"b\\" <c> \\\\\\n');
  expect(graphToMermaid(odd)).toContain('["a &quot;b&quot; &lt;c> \\<br/>');
});
