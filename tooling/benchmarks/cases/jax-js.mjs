import { rnd, ints, onehot, FLOPS, time, emit, want } from "../data.mjs";
export async function runAll(jax, PEER, { async: A = false } = {}) {
  const { numpy: np, nn, lax, grad, valueAndGrad, jit, hessian, jvp, tree } = jax;
  const D = (shape, seed, s = 1) => np.array(rnd(shape.reduce((a, b) => a * b, 1), seed, s)).reshape(shape);
  const rd = A ? (a) => a.data() : (a) => a.dataSync();       // consumes a
  const first = async (a) => (await rd(a))[0];
  const guard = async (c, fn) => { if (!want(c[0])) return; try { await fn(); } catch (e) { console.log(JSON.stringify({ peer: PEER, case: c, error: String(e.message || e).slice(0, 300) })); } };
  for (const n of [256, 512, 1024, 2048]) await guard("a.matmul" + n, async () => {
    const a = D([n, n], 1), b = D([n, n], 2);
    const go = A ? async () => { const r = np.matmul(a.ref, b.ref); await r.blockUntilReady(); r.dispose(); }
                 : () => { const r = np.matmul(a.ref, b.ref).slice(0, 0); r.dataSync(); };
    const goFull = () => { const r = np.matmul(a.ref, b.ref); const s = r.ref; r.dispose(); s.dataSync(); };
    const t = await time(A ? go : goFull); // sync path reads the full result back (copy of n*n*4 bytes)
    const full = await rd(np.matmul(a, b)); emit(PEER, "a.matmul" + n, t, 2 * n ** 3, { chk: full[n + 2] });
  });
  const f = (x) => np.tanh(x.ref.mul(x.ref).add(np.sin(x.ref))).mul(0.5).add(np.exp(np.negative(x))).sum();
  await guard("b.elementwise", async () => {
    const x = D([1000000], 3, 2.0);
    for (const [tag, ff, gf] of [["eager", f, valueAndGrad(f)], ["jit", jit(f), jit(valueAndGrad(f))]]) {
      const t = await time(() => rd(ff(x.ref))); emit(PEER, `b.elementwise.value.${tag}`, t, 0, { chk: await first(f(x.ref)) });
      const go = () => { const [v, g] = gf(x.ref); v.dispose(); return rd(g); };
      const t2 = await time(go); const gg = await go(); emit(PEER, `b.elementwise.grad.${tag}`, t2, 0, { chk: gg[7] });
    }
    x.dispose();
  });
  const sgd = (lossf, lr) => (p, ...d) => { const [l, g] = valueAndGrad(lossf)(p.map((q) => q.ref), ...d); return [l, p.map((q, i) => q.sub(g[i].mul(lr)))]; };
  const adam = (lossf, lr) => (p, m, v, t, ...d) => {
    const [l, g] = valueAndGrad(lossf)(p.map((q) => q.ref), ...d);
    t = t.add(1);
    const c1 = np.subtract(1, np.exp(t.ref.mul(Math.log(0.9)))), c2 = np.subtract(1, np.exp(t.ref.mul(Math.log(0.999))));
    m = m.map((a, i) => a.mul(0.9).add(g[i].ref.mul(0.1)));
    v = v.map((a, i) => { const gg = g[i].ref; return a.mul(0.999).add(g[i].mul(gg).mul(0.001)); });
    p = p.map((q, i) => q.sub(m[i].ref.div(c1.ref).mul(lr).div(np.sqrt(v[i].ref.div(c2.ref)).add(1e-8))));
    c1.dispose(); c2.dispose();
    return [l, p, m, v, t];
  };
  async function runSgd(c, tag, step, p, data, flops, { batch = 1, k }) {
    let ps = p; let last;
    const go = () => { const [l, np_] = step(ps, ...data.map((d) => d.ref)); ps = np_; if (A) return (async () => { last = (await l.data())[0]; })(); last = l.dataSync()[0]; };
    for (let i = 0; i < k; i++) await go();
    const chk = last; const t = await time(go, { batch });
    emit(PEER, `${c}.${tag}`, t, flops, { chk, us_per_step: +(t.ms * 1e3).toFixed(1) });
  }
  async function runAdam(c, tag, step, p, data, flops, k = 10) {
    let m = p.map((q) => np.zerosLike(q.ref)), v = p.map((q) => np.zerosLike(q.ref)), t0 = np.array(0).astype(np.float32), ps = p, last;
    const go = () => { let l; [l, ps, m, v, t0] = step(ps, m, v, t0, ...data.map((d) => d.ref)); if (A) return (async () => { last = (await l.data())[0]; })(); last = l.dataSync()[0]; };
    for (let i = 0; i < k; i++) await go();
    const chk = last; const t = await time(go); emit(PEER, `${c}.${tag}`, t, flops, { chk });
  }
  const mk = (spec) => spec.map(([s, seed, sc]) => seed === "ones" ? np.ones(s) : seed === "zeros" ? np.zeros(s) : D(s, seed, sc));
  const ce = (logits, Y, n) => nn.logSoftmax(logits).mul(Y).sum().mul(-1 / n);
  // c
  const specC = [[[2, 8], 10, .7], [[8], 11, .1], [[8, 8], 12, .35], [[8], 13, .1], [[8, 1], 14, .35], [[1], 15, .1]];
  const lossC = ([W1, b1, W2, b2, W3, b3], X, Y) => { const h = np.tanh(np.matmul(np.tanh(np.matmul(X, W1).add(b1)), W2).add(b2)); const e = np.tanh(np.matmul(h, W3).add(b3)).sub(Y); return np.mean(np.square(e)); };
  await guard("c.tinymlp", async () => {
    const data = [D([10, 2], 16), D([10, 1], 17)];
    await runSgd("c.tinymlp", "jit-all", jit(sgd(lossC, 0.03)), mk(specC), data, FLOPS.c, { batch: 50, k: 100 });
  });
  await guard("c.tinymlp.eager", async () => {
    const data = [D([10, 2], 16), D([10, 1], 17)];
    await runSgd("c.tinymlp", "eager", sgd(lossC, 0.03), mk(specC), data, FLOPS.c, { batch: 3, k: 100 });
  });
  // d
  const specD = [[[784, 256], 20, .05], [[256], 21, .05], [[256, 128], 22, .08], [[128], 23, .05], [[128, 10], 24, .1], [[10], 25, .05]];
  const lossD = (W, X, Y) => { let h = nn.relu(np.matmul(X, W[0]).add(W[1])); h = nn.relu(np.matmul(h, W[2]).add(W[3])); return ce(np.matmul(h, W[4]).add(W[5]), Y, 128); };
  for (const [tag, w] of [["jit-all", jit], ["eager", (x) => x]]) await guard("d.mlp." + tag, async () => {
    const data = [D([128, 784], 26), np.array(onehot(ints(128, 27, 10), 10)).reshape([128, 10])];
    await runAdam("d.mlp", tag, w(adam(lossD, 1e-3)), mk(specD), data, FLOPS.d);
  });
  // e
  const specE = [[[16, 1, 3, 3], 30, .3], [[16, 1, 1], 31, .1], [[32, 16, 3, 3], 32, .1], [[32, 1, 1], 33, .1], [[1568, 10], 34, .03], [[10], 35, .1]];
  const pool = (x) => lax.reduceWindow(x, np.max, [2, 2], [2, 2]);
  const lossE = (W, X, Y) => {
    let h = pool(nn.relu(lax.convGeneralDilated(X, W[0], [1, 1], "SAME").add(W[1])));
    h = pool(nn.relu(lax.convGeneralDilated(h, W[2], [1, 1], "SAME").add(W[3])));
    return ce(np.matmul(h.reshape([64, 1568]), W[4]).add(W[5]), Y, 64);
  };
  for (const [tag, w] of [["jit-all", jit], ["eager", (x) => x]]) await guard("e.cnn." + tag, async () => {
    const data = [D([64, 1, 28, 28], 36), np.array(onehot(ints(64, 37, 10), 10)).reshape([64, 10])];
    await runSgd("e.cnn", tag, w(sgd(lossE, 0.01)), mk(specE), data, FLOPS.e, { k: 10 });
  });
  // f
  const [d, H, S, B, V, L] = [128, 4, 64, 8, 65, 2];
  const specF = [[[V, d], 40, .05], [[S, d], 41, .05], [[d], "ones"], [[d], "zeros"], [[d, V], 42, .08]];
  for (let l = 0; l < L; l++) { const o = 50 + 10 * l; specF.push([[d, 3 * d], o, .08], [[3 * d], "zeros"], [[d, d], o + 1, .08], [[d], "zeros"], [[d, 4 * d], o + 2, .08], [[4 * d], "zeros"], [[4 * d, d], o + 3, .05], [[d], "zeros"], [[d], "ones"], [[d], "zeros"], [[d], "ones"], [[d], "zeros"]); }
  const ln = (x, g, b) => { const c = x.ref.sub(np.mean(x, -1, { keepdims: true })); const v = np.mean(np.square(c.ref), -1, { keepdims: true }); return c.div(np.sqrt(v.add(1e-5))).mul(g).add(b); };
  const gelu = (x) => x.ref.mul(0.5).mul(np.tanh(x.ref.add(x.ref.mul(x.ref).mul(x).mul(0.044715)).mul(0.7978845608)).add(1));
  const lossF = (emb1h) => (p, X, Y, mask) => {
    const [emb, pos, lg, lb, head] = p; let i = 5;
    let h = (emb1h ? np.matmul(X, emb).reshape([B, S, d]) : emb.slice(X).reshape([B, S, d])).add(pos);
    for (let l = 0; l < L; l++) {
      const [wq, bq, wo, bo, w1, b1, w2, b2, g1, e1, g2, e2] = p.slice(i, i + 12); i += 12;
      const qkv = np.transpose(np.matmul(ln(h.ref, g1, e1), wq).add(bq).reshape([B, S, 3, H, d / H]), [2, 0, 3, 1, 4]);
      const q = qkv.ref.slice(0), k = qkv.ref.slice(1), v = qkv.slice(2);
      const att = nn.softmax(np.matmul(q, np.transpose(k, [0, 1, 3, 2])).mul((d / H) ** -0.5).add(mask.ref), -1);
      const o = np.transpose(np.matmul(att, v), [0, 2, 1, 3]).reshape([B, S, d]);
      h = h.add(np.matmul(o, wo).add(bo));
      h = h.ref.add(np.matmul(gelu(np.matmul(ln(h, g2, e2), w1).add(b1)), w2).add(b2));
    }
    mask.dispose();
    return ce(np.matmul(ln(h, lg, lb), head).reshape([B * S, V]), Y, B * S);
  };
  const maskA = new Float32Array(S * S); for (let i = 0; i < S; i++) for (let j = i + 1; j < S; j++) maskA[i * S + j] = -1e9;
  for (const [tag, w, oh] of [["jit-all.gather", jit, false], ["jit-all.onehot", jit, true], ["eager.onehot", (x) => x, true]]) await guard("f.transformer." + tag, async () => {
    const xi = ints(B * S, 46, V);
    const X = oh ? np.array(onehot(xi, V)).reshape([B * S, V]) : np.array(xi);
    const data = [X, np.array(onehot(ints(B * S, 47, V), V)).reshape([B * S, V]), np.array(maskA).reshape([S, S])];
    await runAdam("f.transformer", tag, w(adam(lossF(oh), 1e-3)), mk(specF), data, FLOPS.f);
  });
  // g
  const ros = (x) => { const a = x.ref.slice([1, 50]), b = x.slice([0, 49]); const q = a.sub(b.ref.mul(b.ref)); return np.square(q).mul(100).add(np.square(np.subtract(1, b))).sum(); };
  await guard("g.rosenbrock", async () => {
    const x0 = D([50], 60, 1.5), v0 = D([50], 61);
    const hvp = (x, v) => jvp(grad(ros), [x], [v])[1];
    for (const [tag, h] of [["jit", jit(hvp)], ["eager", hvp]]) { const go = () => rd(h(x0.ref, v0.ref)); const t = await time(go, { batch: 5 }); emit(PEER, "g.hvp50." + tag, t, 0, { chk: (await go())[3] }); }
    for (const [tag, h] of [["jit", jit(hessian(ros))], ["eager", hessian(ros)]]) { const go = () => rd(h(x0.ref)); const t = await time(go); emit(PEER, "g.hessian50." + tag, t, 0, { chk: (await go())[3 * 50 + 4] }); }
  });
}
