/** A loss, a gradient of it written by hand, and mistakes that are easily made in it. */
export interface Puzzle {
  readonly name: string;
  readonly loss: string;
  /** Where the gradient is checked: parameters, and what is given. */
  readonly at: Readonly<Record<string, number>>;
  /** By the parameters' names, all of them right. */
  readonly gradient: Readonly<Record<string, string>>;
  readonly bugs: readonly { readonly parameter: string; readonly formula: string }[];
}

/** A new puzzle is a row here; a test sees that what is called right is right, and that every bug is found. */
export const puzzles: readonly Puzzle[] = [
  {
    name: 'a line through two points, by the mean of squares',
    loss: '((w*x1 + b - t1)^2 + (w*x2 + b - t2)^2)/2',
    at: { w: 0.7, b: -0.2, x1: 1.5, t1: 2, x2: -0.5, t2: 0.4 },
    gradient: {
      w: '(w*x1 + b - t1)*x1 + (w*x2 + b - t2)*x2',
      b: '(w*x1 + b - t1) + (w*x2 + b - t2)',
    },
    bugs: [
      { parameter: 'w', formula: '2*(w*x1 + b - t1)*x1 + 2*(w*x2 + b - t2)*x2' },
      { parameter: 'b', formula: '((w*x1 + b - t1) + (w*x2 + b - t2))/2' },
    ],
  },
  {
    name: 'one neuron',
    loss: '(tanh(w*x + b) - t)^2',
    at: { w: 0.8, b: 0.3, x: 1.2, t: -0.5 },
    gradient: {
      w: '2*(tanh(w*x + b) - t)*(1 - tanh(w*x + b)^2)*x',
      b: '2*(tanh(w*x + b) - t)*(1 - tanh(w*x + b)^2)',
    },
    bugs: [
      { parameter: 'w', formula: '2*(tanh(w*x + b) - t)*(1 - tanh(w*x + b)^2)*w' },
      { parameter: 'b', formula: '2*(tanh(w*x + b) - t)' },
      { parameter: 'w', formula: '2*(tanh(w*x + b) - t)*(1 - tanh(w*x + b))*x' },
    ],
  },
  {
    name: 'logistic regression of one row that belongs to the class',
    loss: 'log(1 + exp(-(w1*x1 + w2*x2 + b)))',
    at: { w1: 0.4, w2: -1.1, b: 0.2, x1: 1.3, x2: 0.6 },
    gradient: {
      w1: '-sigmoid(-(w1*x1 + w2*x2 + b))*x1',
      w2: '-sigmoid(-(w1*x1 + w2*x2 + b))*x2',
      b: '-sigmoid(-(w1*x1 + w2*x2 + b))',
    },
    bugs: [
      { parameter: 'w2', formula: 'sigmoid(-(w1*x1 + w2*x2 + b))*x2' },
      { parameter: 'w1', formula: '-sigmoid(w1*x1 + w2*x2 + b)*x1' },
      { parameter: 'b', formula: '-sigmoid(-(w1*x1 + w2*x2))' },
    ],
  },
  {
    name: 'softmax of three scores, and its cross-entropy',
    loss: 'log(exp(a) + exp(b) + exp(c)) - b',
    at: { a: 0.5, b: -0.3, c: 1.1 },
    gradient: {
      a: 'exp(a)/(exp(a) + exp(b) + exp(c))',
      b: 'exp(b)/(exp(a) + exp(b) + exp(c)) - 1',
      c: 'exp(c)/(exp(a) + exp(b) + exp(c))',
    },
    bugs: [
      { parameter: 'b', formula: 'exp(b)/(exp(a) + exp(b) + exp(c))' },
      { parameter: 'c', formula: 'exp(c)/(exp(a) + exp(b) + exp(c)) - 1' },
      { parameter: 'a', formula: '1 - exp(a)/(exp(a) + exp(b) + exp(c))' },
    ],
  },
  {
    name: 'two layers',
    loss: '(v*tanh(w*x + b) + c - t)^2',
    at: { v: -0.9, w: 0.6, b: 0.1, c: 0.4, x: 1.7, t: 1 },
    gradient: {
      v: '2*(v*tanh(w*x + b) + c - t)*tanh(w*x + b)',
      c: '2*(v*tanh(w*x + b) + c - t)',
      w: '2*(v*tanh(w*x + b) + c - t)*v*(1 - tanh(w*x + b)^2)*x',
      b: '2*(v*tanh(w*x + b) + c - t)*v*(1 - tanh(w*x + b)^2)',
    },
    bugs: [
      { parameter: 'w', formula: '2*(v*tanh(w*x + b) + c - t)*(1 - tanh(w*x + b)^2)*x' },
      { parameter: 'b', formula: '2*(v*tanh(w*x + b) + c - t)*v*(1 - (w*x + b)^2)' },
      { parameter: 'c', formula: '2*(v*tanh(w*x + b) + c - t)*c' },
      { parameter: 'v', formula: '2*(v*tanh(w*x + b) - t)*tanh(w*x + b)' },
    ],
  },
];
