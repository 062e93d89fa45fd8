import { rnd, ints, onehot, FLOPS, time, emit, want } from '../data.mjs';

/** Our side: the same work as the peers', through the public API. */
export async function runAll({ tensor: T, wasm }, PEER, { relaxedSimd = false, memory = () => 0 } = {}) {
  const { tensor, compile, valueAndGrad, hvp, hessian, zeros, ones, takeRows } = T;
  const backend = wasm({ relaxedSimd });
  const D = (shape, seed, s = 1) => tensor(rnd(shape.reduce((a, b) => a * b, 1), seed, s), { shape });
  const guard = async (c, fn) => {
    if (!want(c[0])) return;
    try {
      await fn();
    } catch (e) {
      console.log(JSON.stringify({ peer: PEER, case: c, error: String(e.stack || e).slice(0, 600) }));
    }
  };
  const mk = (spec) => spec.map(([s, seed, sc]) => (seed === 'ones' ? ones(s) : seed === 'zeros' ? zeros(s) : D(s, seed, sc)));
  for (const n of [256, 512, 1024, 2048])
    await guard('a.matmul' + n, async () => {
      const [a, b] = [D([n, n], 1), D([n, n], 2)];
      const go = compile((x, y) => x.matmul(y), { backend });
      const t = await time(() => go(a, b).dataSync());
      emit(PEER, 'a.matmul' + n, t, 2 * n ** 3, { chk: go(a, b).dataSync()[n + 2] });
    });
  const f = (x) => x.mul(x).add(x.sin()).tanh().mul(0.5).add(x.neg().exp()).sum();
  await guard('b.elementwise', async () => {
    const x = D([1000000], 3, 2.0);
    const value = compile(f, { backend });
    emit(PEER, 'b.elementwise.value', await time(() => value(x).item()), 0, { chk: value(x).item() });
    const gradient = compile(valueAndGrad(f), { backend });
    const go = () => gradient(x)[1].dataSync();
    emit(PEER, 'b.elementwise.grad', await time(go), 0, { chk: go()[7] });
  });
  const tree = (p) => Object.fromEntries(p.map((x, i) => ['p' + i, x]));
  const list = (p) => Object.values(p);
  const sgd = (loss, rate) => (p, ...data) => {
    const [l, g] = valueAndGrad((q) => loss(list(q), ...data))(p);
    return [l, Object.fromEntries(Object.keys(p).map((k) => [k, p[k].sub(g[k].mul(rate))]))];
  };
  const adam = (loss, rate) => (s, c1, c2, ...data) => {
    const [l, g] = valueAndGrad((q) => loss(list(q), ...data))(s.p);
    const keys = Object.keys(s.p);
    const each = (h) => Object.fromEntries(keys.map((k) => [k, h(k)]));
    const m = each((k) => s.m[k].mul(0.9).add(g[k].mul(0.1)));
    const v = each((k) => s.v[k].mul(0.999).add(g[k].mul(g[k]).mul(0.001)));
    const p = each((k) => s.p[k].sub(m[k].div(c1).mul(rate).div(v[k].div(c2).sqrt().add(1e-8))));
    return [l, { p, m, v }];
  };
  async function runSgd(name, loss, rate, params, data, flops, { batch = 1, k }) {
    for (const [tag, options] of [['calls', { backend }], ['donated', { backend, donate: [0] }]]) {
      const start = performance.now();
      const step = compile(sgd(loss, rate), options);
      let p = tree(params);
      let last;
      const go = () => {
        const [l, next] = step(p, ...data);
        p = next;
        last = l.item();
      };
      go();
      const compiling = performance.now() - start;
      for (let i = 1; i < k; i++) go();
      const chk = last;
      const t = await time(go, { batch });
      emit(PEER, `${name}.${tag}`, t, flops, { chk, us_per_step: +(t.ms * 1e3).toFixed(2), first_ms: +compiling.toFixed(1) });
    }
  }
  /** The steps alone: state stays in memory, nothing is read. */
  async function runResident(name, loss, rate, params, data, flops) {
    let executable;
    let state;
    const noting = {
      ...backend,
      compile: (...args) => {
        executable = backend.compile(...args);
        return { explain: () => executable.explain(), run: (inputs) => (state = executable.run(inputs)) };
      },
    };
    const step = compile(sgd(loss, rate), { backend: noting, donate: [0] });
    let p = tree(params);
    let l;
    for (let i = 0; i < 99; i++) [l, p] = step(p, ...data);
    const inputs = data.map((x) => x.node.values[x.index]);
    const go = () => {
      const [, ...next] = state;
      state = executable.run([...next, ...inputs]);
    };
    go();
    const chk = state[0].read().data[0];
    emit(PEER, `${name}.resident`, await time(go, { batch: 200 }), flops, { chk });
  }
  /** A thousand steps in one call, from one loss to the next inside: the time of one of them. */
  async function runLoop(name, loss, rate, params, data, flops, k) {
    const many = (length) => (p, ...rest) => T.scan((q) => sgd(loss, rate)(q, ...rest).reverse(), p, undefined, { length });
    const chk = compile(many(k), { backend })(tree(params), ...data)[1].dataSync().at(-1);
    const step = compile(many(1000), { backend, donate: [0] });
    let p = tree(params);
    const go = () => ([p] = step(p, ...data))[1];
    const t = await time(go);
    emit(PEER, `${name}.loop`, { ms: t.ms / 1000, min: t.min / 1000, iters: t.iters * 1000 }, flops, { chk });
  }
  async function runAdam(name, loss, rate, params, data, flops, k = 10) {
    // The backend's own share of the first call, and of compiling the same program again.
    let again;
    let compiling;
    const noting = {
      ...backend,
      compile: (...args) => {
        again = () => {
          const from = performance.now();
          const executable = backend.compile(...args);
          compiling = performance.now() - from;
          return executable;
        };
        return again();
      },
    };
    const start = performance.now();
    const step = compile(adam(loss, rate), { backend: noting, donate: [0] });
    const p = tree(params);
    const like = () => Object.fromEntries(Object.entries(p).map(([key, x]) => [key, zeros(x.shape)]));
    let s = { p, m: like(), v: like() };
    let last;
    let count = 0;
    const go = () => {
      count++;
      const [l, next] = step(s, 1 - 0.9 ** count, 1 - 0.999 ** count, ...data);
      s = next;
      last = l.item();
    };
    go();
    const first = performance.now() - start;
    const compile_ms = compiling;
    for (let i = 1; i < k; i++) go();
    const chk = last;
    const t = await time(go);
    const used = memory();
    let warm_ms = Infinity;
    for (let i = 0; i < 10; i++, warm_ms = Math.min(warm_ms, compiling)) again();
    const megabytes = (bytes) => +(bytes / 2 ** 20).toPrecision(4);
    const sizeOf = (tensors) => tensors.reduce((sum, x) => sum + x.dataSync().byteLength, 0);
    emit(PEER, name, t, flops, {
      chk,
      first_ms: +first.toFixed(1),
      compile_ms: +compile_ms.toFixed(1),
      warm_ms: +warm_ms.toFixed(1),
      memory_mb: megabytes(used),
      // Parameters, their gradients and two moments.
      live_mb: megabytes(4 * sizeOf(Object.values(s.p)) + sizeOf(data)),
    });
  }
  const ce = (logits, Y, n) => T.logSoftmax(logits, -1).mul(Y).sum().mul(-1 / n);
  const specC = [[[2, 8], 10, 0.7], [[8], 11, 0.1], [[8, 8], 12, 0.35], [[8], 13, 0.1], [[8, 1], 14, 0.35], [[1], 15, 0.1]];
  const lossC = ([W1, b1, W2, b2, W3, b3], X, Y) => {
    const h = X.matmul(W1).add(b1).tanh().matmul(W2).add(b2).tanh();
    const e = h.matmul(W3).add(b3).tanh().sub(Y);
    return e.mul(e).mean();
  };
  await guard('c.tinymlp.resident', () => runResident('c.tinymlp', lossC, 0.03, mk(specC), [D([10, 2], 16), D([10, 1], 17)], FLOPS.c));
  await guard('c.tinymlp.loop', () => runLoop('c.tinymlp', lossC, 0.03, mk(specC), [D([10, 2], 16), D([10, 1], 17)], FLOPS.c, 100));
  await guard('c.tinymlp', () => runSgd('c.tinymlp', lossC, 0.03, mk(specC), [D([10, 2], 16), D([10, 1], 17)], FLOPS.c, { batch: 200, k: 100 }));
  const specD = [[[784, 256], 20, 0.05], [[256], 21, 0.05], [[256, 128], 22, 0.08], [[128], 23, 0.05], [[128, 10], 24, 0.1], [[10], 25, 0.05]];
  const relu = (x) => x.maximum(0);
  const lossD = (W, X, Y) => {
    let h = T.relu(X.matmul(W[0]).add(W[1]));
    h = T.relu(h.matmul(W[2]).add(W[3]));
    return ce(h.matmul(W[4]).add(W[5]), Y, 128);
  };
  await guard('d.mlp', () => runAdam('d.mlp', lossD, 1e-3, mk(specD), [D([128, 784], 26), tensor(onehot(ints(128, 27, 10), 10), { shape: [128, 10] })], FLOPS.d));
  const specE = [[[16, 1, 3, 3], 30, 0.3], [[16, 1, 1], 31, 0.1], [[32, 16, 3, 3], 32, 0.1], [[32, 1, 1], 33, 0.1], [[1568, 10], 34, 0.03], [[10], 35, 0.1]];
  const lossE = (W, X, Y) => {
    let h = T.maxPool2d(T.relu(T.conv2d(X, W[0], { padding: 'same' }).add(W[1])), 2);
    h = T.maxPool2d(T.relu(T.conv2d(h, W[2], { padding: 'same' }).add(W[3])), 2);
    return ce(h.reshape([64, 1568]).matmul(W[4]).add(W[5]), Y, 64);
  };
  await guard('e.cnn', () => runSgd('e.cnn', lossE, 0.01, mk(specE), [D([64, 1, 28, 28], 36), tensor(onehot(ints(64, 37, 10), 10), { shape: [64, 10] })], FLOPS.e, { k: 10 }));
  const [d, H, S, B, V, L] = [128, 4, 64, 8, 65, 2];
  const specF = [[[V, d], 40, 0.05], [[S, d], 41, 0.05], [[d], 'ones'], [[d], 'zeros'], [[d, V], 42, 0.08]];
  for (let l = 0; l < L; l++) {
    const o = 50 + 10 * l;
    specF.push([[d, 3 * d], o, 0.08], [[3 * d], 'zeros'], [[d, d], o + 1, 0.08], [[d], 'zeros'], [[d, 4 * d], o + 2, 0.08], [[4 * d], 'zeros'], [[4 * d, d], o + 3, 0.05], [[d], 'zeros'], [[d], 'ones'], [[d], 'zeros'], [[d], 'ones'], [[d], 'zeros']);
  }
  const ln = (x, g, b) => {
    const c = x.sub(x.mean(-1, { keepDims: true }));
    return c.div(c.mul(c).mean(-1, { keepDims: true }).add(1e-5).sqrt()).mul(g).add(b);
  };
  const gelu = (x) => x.mul(0.5).mul(x.add(x.mul(x).mul(x).mul(0.044715)).mul(0.7978845608).tanh().add(1));
  const lossF = (p, X, Y, mask) => {
    const [emb, pos, lg, lb, head] = p;
    let i = 5;
    let h = emb.take(X).reshape([B, S, d]).add(pos);
    for (let l = 0; l < L; l++) {
      const [wq, bq, wo, bo, w1, b1, w2, b2, g1, e1, g2, e2] = p.slice(i, i + 12);
      i += 12;
      const qkv = ln(h, g1, e1).matmul(wq).add(bq).reshape([B, S, 3, H, d / H]).transpose([2, 0, 3, 1, 4]);
      const [q, k, v] = [0, 1, 2].map((j) => T.slice(qkv, j).reshape([B, H, S, d / H]));
      const att = T.softmax(q.matmul(k.transpose([0, 1, 3, 2])).mul((d / H) ** -0.5).add(mask), -1);
      const o = att.matmul(v).transpose([0, 2, 1, 3]).reshape([B, S, d]);
      h = h.add(o.matmul(wo).add(bo));
      h = h.add(gelu(ln(h, g2, e2).matmul(w1).add(b1)).matmul(w2).add(b2));
    }
    return ce(ln(h, lg, lb).matmul(head).reshape([B * S, V]), Y, B * S);
  };
  const maskA = new Float32Array(S * S);
  for (let i = 0; i < S; i++) for (let j = i + 1; j < S; j++) maskA[i * S + j] = -1e9;
  await guard('f.transformer', () =>
    runAdam('f.transformer', lossF, 1e-3, mk(specF), [tensor(ints(B * S, 46, V)), tensor(onehot(ints(B * S, 47, V), V), { shape: [B * S, V] }), tensor(maskA, { shape: [S, S] })], FLOPS.f));
  const rosenbrock = (x) => {
    const [a, b] = [T.slice(x, [1, 50]), T.slice(x, [0, 49])];
    const q = a.sub(b.mul(b));
    const r = b.sub(1);
    return q.mul(q).mul(100).add(r.mul(r)).sum();
  };
  await guard('g.rosenbrock', async () => {
    const [x0, v0] = [D([50], 60, 1.5), D([50], 61)];
    const product = compile(hvp(rosenbrock), { backend });
    const go = () => product(x0, v0).dataSync();
    emit(PEER, 'g.hvp50', await time(go, { batch: 50 }), 0, { chk: go()[3] });
    const matrix = compile(hessian(rosenbrock), { backend });
    const whole = () => matrix(x0).dataSync();
    emit(PEER, 'g.hessian50', await time(whole, { batch: 20 }), 0, { chk: whole()[3 * 50 + 4] });
  });
}
