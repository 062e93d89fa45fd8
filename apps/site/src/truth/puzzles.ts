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

function line(): Puzzle {
  const [first, second] = ['(w*x1 + b - t1)', '(w*x2 + b - t2)'];
  return {
    name: 'a line through two points, by the mean of squares',
    loss: `(${first}^2 + ${second}^2)/2`,
    at: { w: 0.7, b: -0.2, x1: 1.5, t1: 2, x2: -0.5, t2: 0.4 },
    gradient: { w: `${first}*x1 + ${second}*x2`, b: `${first} + ${second}` },
    bugs: [
      { parameter: 'w', formula: `2*${first}*x1 + 2*${second}*x2` },
      { parameter: 'b', formula: `(${first} + ${second})/2` },
    ],
  };
}

function neuron(): Puzzle {
  const [y, outer] = ['tanh(w*x + b)', '2*(tanh(w*x + b) - t)'];
  return {
    name: 'one neuron',
    loss: `(${y} - t)^2`,
    at: { w: 0.8, b: 0.3, x: 1.2, t: -0.5 },
    gradient: { w: `${outer}*(1 - ${y}^2)*x`, b: `${outer}*(1 - ${y}^2)` },
    bugs: [
      { parameter: 'w', formula: `${outer}*(1 - ${y}^2)*w` },
      { parameter: 'b', formula: outer },
      { parameter: 'w', formula: `${outer}*(1 - ${y})*x` },
    ],
  };
}

function logisticRegression(): Puzzle {
  const score = 'w1*x1 + w2*x2 + b';
  const slope = `sigmoid(-(${score}))`;
  return {
    name: 'logistic regression of one row that belongs to the class',
    loss: `log(1 + exp(-(${score})))`,
    at: { w1: 0.4, w2: -1.1, b: 0.2, x1: 1.3, x2: 0.6 },
    gradient: { w1: `-${slope}*x1`, w2: `-${slope}*x2`, b: `-${slope}` },
    bugs: [
      { parameter: 'w2', formula: `${slope}*x2` },
      { parameter: 'w1', formula: `-sigmoid(${score})*x1` },
      { parameter: 'b', formula: '-sigmoid(-(w1*x1 + w2*x2))' },
    ],
  };
}

function crossEntropy(): Puzzle {
  const sum = 'exp(a) + exp(b) + exp(c)';
  const share = (score: string): string => `exp(${score})/(${sum})`;
  return {
    name: 'softmax of three scores, and its cross-entropy',
    loss: `log(${sum}) - b`,
    at: { a: 0.5, b: -0.3, c: 1.1 },
    gradient: { a: share('a'), b: `${share('b')} - 1`, c: share('c') },
    bugs: [
      { parameter: 'b', formula: share('b') },
      { parameter: 'c', formula: `${share('c')} - 1` },
      { parameter: 'a', formula: `1 - ${share('a')}` },
    ],
  };
}

function twoLayers(): Puzzle {
  const hidden = 'tanh(w*x + b)';
  const outer = `2*(v*${hidden} + c - t)`;
  return {
    name: 'two layers',
    loss: `(v*${hidden} + c - t)^2`,
    at: { v: -0.9, w: 0.6, b: 0.1, c: 0.4, x: 1.7, t: 1 },
    gradient: { v: `${outer}*${hidden}`, c: outer, w: `${outer}*v*(1 - ${hidden}^2)*x`, b: `${outer}*v*(1 - ${hidden}^2)` },
    bugs: [
      { parameter: 'w', formula: `${outer}*(1 - ${hidden}^2)*x` },
      { parameter: 'b', formula: `${outer}*v*(1 - (w*x + b)^2)` },
      { parameter: 'c', formula: `${outer}*c` },
      { parameter: 'v', formula: `2*(v*${hidden} - t)*${hidden}` },
    ],
  };
}

/** A new puzzle is a row here; a test sees that what is called right is right, and that every bug is found. */
export const puzzles: readonly Puzzle[] = [line(), neuron(), logisticRegression(), crossEntropy(), twoLayers()];
