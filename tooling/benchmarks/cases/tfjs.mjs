import { rnd, ints, onehot, FLOPS, time, emit, want } from "../data.mjs";
export async function runAll(tf, PEER, { big = true } = {}) {
  const D = (shape, seed, s = 1) => tf.tensor(rnd(shape.reduce((a, b) => a * b, 1), seed, s), shape);
  const guard = async (c, fn) => { if (!want(c[0])) return; try { await fn(); } catch (e) { console.log(JSON.stringify({ peer: PEER, case: c, error: String(e.message || e).slice(0, 300) })); } };
  for (const n of big ? [256, 512, 1024, 2048] : [256, 512, 1024]) await guard("a.matmul" + n, async () => {
    const a = D([n, n], 1), b = D([n, n], 2);
    const t = await time(() => tf.tidy(() => { tf.matMul(a, b).dataSync(); }), { minIters: 3, warm: n > 1000 ? 1 : 3 });
    emit(PEER, "a.matmul" + n, t, 2 * n ** 3, { chk: tf.tidy(() => tf.matMul(a, b).dataSync()[n + 2]) }); a.dispose(); b.dispose();
  });
  const f = (x) => tf.sum(tf.add(tf.mul(tf.tanh(tf.add(tf.mul(x, x), tf.sin(x))), 0.5), tf.exp(tf.neg(x))));
  await guard("b.elementwise", async () => {
    const x = D([1000000], 3, 2.0);
    emit(PEER, "b.elementwise.value", await time(() => tf.tidy(() => { f(x).dataSync(); })), 0, { chk: tf.tidy(() => f(x).dataSync()[0]) });
    const g = tf.valueAndGrad(f);
    emit(PEER, "b.elementwise.grad", await time(() => tf.tidy(() => { g(x).grad.dataSync(); })), 0, { chk: tf.tidy(() => g(x).grad.dataSync()[7]) }); x.dispose();
  });
  const mkv = (spec) => spec.map(([s, seed, sc]) => tf.variable(seed === "ones" ? tf.ones(s) : seed === "zeros" ? tf.zeros(s) : D(s, seed, sc)));
  const ce = (lg, Y) => tf.neg(tf.div(tf.sum(tf.mul(tf.logSoftmax(lg), Y)), Y.shape[0]));
  async function train(c, vars, lossf, opt, flops, { k = 10, batch = 1 } = {}) {
    const step = () => { const l = opt.minimize(lossf, true, vars); const v = l.dataSync()[0]; l.dispose(); return v; };
    let chk; for (let i = 0; i < k; i++) chk = step();
    const t = await time(step, { batch, minIters: 3, warm: 1 }); emit(PEER, c, t, flops, { chk, us_per_step: +(t.ms * 1e3).toFixed(1) });
    vars.forEach((v) => v.dispose());
  }
  await guard("c.tinymlp", async () => {
    const X = D([10, 2], 16), Y = D([10, 1], 17);
    const [W1, b1, W2, b2, W3, b3] = mkv([[[2, 8], 10, .7], [[8], 11, .1], [[8, 8], 12, .35], [[8], 13, .1], [[8, 1], 14, .35], [[1], 15, .1]]);
    await train("c.tinymlp", [W1, b1, W2, b2, W3, b3], () => { const h = tf.tanh(tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(X, W1), b1)), W2), b2)); return tf.mean(tf.square(tf.sub(tf.tanh(tf.add(tf.matMul(h, W3), b3)), Y))); }, tf.train.sgd(0.03), FLOPS.c, { k: 100, batch: 20 });
  });
  await guard("d.mlp", async () => {
    const X = D([128, 784], 26), Y = tf.tensor(onehot(ints(128, 27, 10), 10), [128, 10]);
    const W = mkv([[[784, 256], 20, .05], [[256], 21, .05], [[256, 128], 22, .08], [[128], 23, .05], [[128, 10], 24, .1], [[10], 25, .05]]);
    await train("d.mlp", W, () => { let h = tf.relu(tf.add(tf.matMul(X, W[0]), W[1])); h = tf.relu(tf.add(tf.matMul(h, W[2]), W[3])); return ce(tf.add(tf.matMul(h, W[4]), W[5]), Y); }, tf.train.adam(1e-3, 0.9, 0.999, 1e-8), FLOPS.d);
  });
  await guard("e.cnn", async () => {
    const X = tf.transpose(D([64, 1, 28, 28], 36), [0, 2, 3, 1]), Y = tf.tensor(onehot(ints(64, 37, 10), 10), [64, 10]);
    const oihw = (o, i, seed, s) => tf.variable(tf.transpose(D([o, i, 3, 3], seed, s), [2, 3, 1, 0]));
    const W = [oihw(16, 1, 30, .3), tf.variable(D([16], 31, .1)), oihw(32, 16, 32, .1), tf.variable(D([32], 33, .1)),
      tf.variable(tf.reshape(tf.transpose(tf.reshape(D([1568, 10], 34, .03), [32, 7, 7, 10]), [1, 2, 0, 3]), [1568, 10])), tf.variable(D([10], 35, .1))];
    await train("e.cnn", W, () => {
      let h = tf.maxPool(tf.relu(tf.add(tf.conv2d(X, W[0], 1, "same"), W[1])), 2, 2, "valid");
      h = tf.maxPool(tf.relu(tf.add(tf.conv2d(h, W[2], 1, "same"), W[3])), 2, 2, "valid");
      return ce(tf.add(tf.matMul(tf.reshape(h, [64, 1568]), W[4]), W[5]), Y);
    }, tf.train.sgd(0.01), FLOPS.e);
  });
  const [d, H, S, B, V, L] = [128, 4, 64, 8, 65, 2];
  for (const oh of [false, true]) await guard("f.transformer." + (oh ? "onehot" : "gather"), async () => {
    const spec = [[[V, d], 40, .05], [[S, d], 41, .05], [[d], "ones"], [[d], "zeros"], [[d, V], 42, .08]];
    for (let l = 0; l < L; l++) { const o = 50 + 10 * l; spec.push([[d, 3 * d], o, .08], [[3 * d], "zeros"], [[d, d], o + 1, .08], [[d], "zeros"], [[d, 4 * d], o + 2, .08], [[4 * d], "zeros"], [[4 * d, d], o + 3, .05], [[d], "zeros"], [[d], "ones"], [[d], "zeros"], [[d], "ones"], [[d], "zeros"]); }
    const W = mkv(spec), xi = ints(B * S, 46, V);
    const X = oh ? tf.tensor(onehot(xi, V), [B * S, V]) : tf.tensor1d(xi, "int32"), Y = tf.tensor(onehot(ints(B * S, 47, V), V), [B * S, V]);
    const mA = new Float32Array(S * S); for (let i = 0; i < S; i++) for (let j = i + 1; j < S; j++) mA[i * S + j] = -1e9; const mask = tf.tensor(mA, [S, S]);
    const ln = (x, g, b) => { const c = tf.sub(x, tf.mean(x, -1, true)); return tf.add(tf.mul(tf.div(c, tf.sqrt(tf.add(tf.mean(tf.square(c), -1, true), 1e-5))), g), b); };
    const gelu = (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(x, tf.mul(tf.mul(tf.mul(x, x), x), 0.044715)), 0.7978845608)), 1));
    const lin = (x, w, b) => tf.add(tf.matMul(x, w), b);
    await train("f.transformer." + (oh ? "onehot" : "gather"), W, () => {
      const [emb, pos, lg, lb, head] = W; let i = 5;
      let h = tf.reshape(tf.add(tf.reshape(oh ? tf.matMul(X, emb) : tf.gather(emb, X), [B, S, d]), pos), [B * S, d]);
      for (let l = 0; l < L; l++) {
        const [wq, bq, wo, bo, w1, b1, w2, b2, g1, e1, g2, e2] = W.slice(i, i + 12); i += 12;
        const qkv = tf.transpose(tf.reshape(lin(ln(h, g1, e1), wq, bq), [B, S, 3, H, d / H]), [2, 0, 3, 1, 4]);
        const [q, k, v] = tf.unstack(qkv, 0);
        const att = tf.softmax(tf.add(tf.mul(tf.matMul(q, k, false, true), (d / H) ** -0.5), mask), -1);
        const o = tf.reshape(tf.transpose(tf.matMul(att, v), [0, 2, 1, 3]), [B * S, d]);
        h = tf.add(h, lin(o, wo, bo));
        h = tf.add(h, lin(gelu(lin(ln(h, g2, e2), w1, b1)), w2, b2));
      }
      return ce(tf.matMul(ln(h, lg, lb), head), Y);
    }, tf.train.adam(1e-3, 0.9, 0.999, 1e-8), FLOPS.f);
  });
  const ros = (x) => { const a = tf.slice(x, [1], [49]), b = tf.slice(x, [0], [49]); return tf.sum(tf.add(tf.mul(tf.square(tf.sub(a, tf.square(b))), 100), tf.square(tf.sub(1, b)))); };
  await guard("g.rosenbrock", async () => {
    const x0 = D([50], 60, 1.5), v0 = D([50], 61);
    const g = tf.grad(ros), hvp = (x, v) => tf.grad((z) => tf.sum(tf.mul(g(z), v)))(x);
    const go = () => tf.tidy(() => hvp(x0, v0).dataSync());
    emit(PEER, "g.hvp50", await time(go, { batch: 5 }), 0, { chk: go()[3] });
    const eye = Array.from({ length: 50 }, (_, i) => tf.oneHot(i, 50).toFloat());
    const hs = () => tf.tidy(() => eye.map((e) => hvp(x0, e).dataSync()));
    emit(PEER, "g.hessian50.loop", await time(hs), 0, { chk: hs()[3][4] });
  });
}
