import os, sys, json, time
T = int(os.environ.get("THREADS", "1"))
os.environ["OMP_NUM_THREADS"] = str(T); os.environ["OPENBLAS_NUM_THREADS"] = str(T)
t_start = time.perf_counter()
import numpy as np, torch, torch.nn.functional as F
torch.set_num_threads(T)
IMPORT_MS = (time.perf_counter() - t_start) * 1e3
PEER = 'torch-' + torch.__version__.split('+')[0]
CASES = os.environ.get("CASES", "")
want = lambda c: not CASES or c in CASES.split(",")
def rnd(n, seed, scale=1.0):
    with np.errstate(over="ignore"):
        x = np.arange(n, dtype=np.uint32) * np.uint32(0x9e3779b1) + np.uint32((seed * 0x85ebca77) & 0xffffffff)
        x ^= x >> np.uint32(16); x *= np.uint32(0x85ebca6b)
        x ^= x >> np.uint32(13); x *= np.uint32(0xc2b2ae35)
        x ^= x >> np.uint32(16)
    return ((x.astype(np.float64) / 4294967296 * 2 - 1) * scale).astype(np.float32)
def ints(n, seed, k): return np.minimum(k - 1, np.floor((rnd(n, seed).astype(np.float64) + 1) / 2 * k)).astype(np.int64)
def P(shape, seed, scale): return torch.from_numpy(rnd(int(np.prod(shape)), seed, scale).reshape(shape)).clone().requires_grad_(True)
def D(shape, seed, scale=1.0): return torch.from_numpy(rnd(int(np.prod(shape)), seed, scale).reshape(shape)).clone()
FL = dict(c=10*(16+64+8)*6, d=128.9e6, e=381.7e6, f=1334e6)
def timeit(fn, warm=3, min_ms=1500, min_iters=5, batch=1):
    for _ in range(warm * batch): fn()
    ts = []; t00 = time.perf_counter()
    while (time.perf_counter() - t00) * 1e3 < min_ms or len(ts) < min_iters:
        t0 = time.perf_counter()
        for _ in range(batch): fn()
        ts.append((time.perf_counter() - t0) * 1e3 / batch)
    ts.sort(); return ts[len(ts)//2], ts[0], len(ts)*batch
def emit(c, t, flops=None, **extra):
    o = dict(peer=PEER, case=c, ms_per_iter=float("%.4g" % t[0]), min_ms=float("%.4g" % t[1]), iters=t[2])
    if flops: o["gflops"] = float("%.4g" % (flops / t[0] / 1e6))
    o.update(extra); print(json.dumps(o), flush=True)

if want("a"):
    for n in (256, 512, 1024, 2048):
        a, b = D((n, n), 1), D((n, n), 2)
        t = timeit(lambda: a @ b); emit(f"a.matmul{n}", t, 2*n**3, chk=float((a @ b)[1, 2]))
if want("b"):
    x = P((1000000,), 3, 2.0)
    f = lambda x: ((torch.tanh(x*x + torch.sin(x)) * 0.5) + torch.exp(-x)).sum()
    with torch.no_grad(): t = timeit(lambda: f(x)); emit("b.elementwise.value", t, chk=float(f(x)))
    def g():
        x.grad = None; y = f(x); y.backward(); return y
    t = timeit(g); emit("b.elementwise.grad", t, chk=float(x.grad[7]))
def losses(step, k):
    l = None
    for _ in range(k): l = step()
    return float(l)
if want("c"):
    W1, b1, W2, b2, W3, b3 = P((2,8),10,.7), P((8,),11,.1), P((8,8),12,.35), P((8,),13,.1), P((8,1),14,.35), P((1,),15,.1)
    ps = [W1,b1,W2,b2,W3,b3]; X, Y = D((10,2),16), D((10,1),17)
    def step():
        h = torch.tanh(torch.tanh(X@W1+b1)@W2+b2); p = torch.tanh(h@W3+b3)
        l = ((p-Y)**2).mean(); gs = torch.autograd.grad(l, ps)
        with torch.no_grad():
            for p_, g_ in zip(ps, gs): p_ -= 0.03*g_
        return l
    l100 = losses(step, 100)
    t = timeit(step, batch=200); emit("c.tinymlp", t, FL["c"], us_per_step=round(t[0]*1e3,2), chk=l100)
def adam_step(params, lossfn, lr=1e-3):
    opt = torch.optim.Adam(params, lr=lr)
    def step():
        opt.zero_grad(set_to_none=True); l = lossfn(); l.backward(); opt.step(); return l.detach()
    return step
if want("d"):
    W = [P((784,256),20,.05),P((256,),21,.05),P((256,128),22,.08),P((128,),23,.05),P((128,10),24,.1),P((10,),25,.05)]
    X = D((128,784),26); Y = torch.from_numpy(ints(128,27,10))
    def loss():
        h = F.relu(X@W[0]+W[1]); h = F.relu(h@W[2]+W[3]); return F.cross_entropy(h@W[4]+W[5], Y)
    step = adam_step(W, loss); l10 = losses(step, 10)
    t = timeit(step); emit("d.mlp", t, FL["d"], chk=l10)
if want("e"):
    W = [P((16,1,3,3),30,.3),P((16,),31,.1),P((32,16,3,3),32,.1),P((32,),33,.1),P((1568,10),34,.03),P((10,),35,.1)]
    X = D((64,1,28,28),36); Y = torch.from_numpy(ints(64,37,10))
    def step():
        h = F.max_pool2d(F.relu(F.conv2d(X,W[0],W[1],padding=1)),2)
        h = F.max_pool2d(F.relu(F.conv2d(h,W[2],W[3],padding=1)),2)
        l = F.cross_entropy(h.reshape(64,1568)@W[4]+W[5], Y); gs = torch.autograd.grad(l, W)
        with torch.no_grad():
            for p_, g_ in zip(W, gs): p_ -= 0.01*g_
        return l.detach()
    l10 = losses(step, 10); t = timeit(step); emit("e.cnn", t, FL["e"], chk=l10)
if want("f"):
    d,H,S,B,V,L = 128,4,64,8,65,2
    ps = {"emb":P((V,d),40,.05),"pos":P((S,d),41,.05),"lnfg":torch.ones(d,requires_grad=True),"lnfb":torch.zeros(d,requires_grad=True),"head":P((d,V),42,.08)}
    for l in range(L):
        o = 50+10*l
        ps.update({f"qkv{l}":P((d,3*d),o,.08),f"qb{l}":torch.zeros(3*d,requires_grad=True),f"wo{l}":P((d,d),o+1,.08),f"ob{l}":torch.zeros(d,requires_grad=True),
          f"w1{l}":P((d,4*d),o+2,.08),f"b1{l}":torch.zeros(4*d,requires_grad=True),f"w2{l}":P((4*d,d),o+3,.05),f"b2{l}":torch.zeros(d,requires_grad=True),
          f"g1{l}":torch.ones(d,requires_grad=True),f"be1{l}":torch.zeros(d,requires_grad=True),f"g2{l}":torch.ones(d,requires_grad=True),f"be2{l}":torch.zeros(d,requires_grad=True)})
    X = torch.from_numpy(ints(B*S,46,V)).reshape(B,S); Y = torch.from_numpy(ints(B*S,47,V))
    mask = torch.triu(torch.full((S,S),-1e9),1)
    def gelu(x): return 0.5*x*(1+torch.tanh(0.7978845608*(x+0.044715*x*x*x)))
    def loss(fused=False):
        h = ps["emb"][X]+ps["pos"]
        for l in range(L):
            a = F.layer_norm(h,(d,),ps[f"g1{l}"],ps[f"be1{l}"])
            q,k,v = (a@ps[f"qkv{l}"]+ps[f"qb{l}"]).reshape(B,S,3,H,d//H).permute(2,0,3,1,4)
            att = torch.softmax(q@k.transpose(-1,-2)*(d//H)**-.5+mask,-1)
            h = h+(att@v).transpose(1,2).reshape(B,S,d)@ps[f"wo{l}"]+ps[f"ob{l}"]
            a = F.layer_norm(h,(d,),ps[f"g2{l}"],ps[f"be2{l}"])
            h = h+gelu(a@ps[f"w1{l}"]+ps[f"b1{l}"])@ps[f"w2{l}"]+ps[f"b2{l}"]
        h = F.layer_norm(h,(d,),ps["lnfg"],ps["lnfb"])
        return F.cross_entropy((h@ps["head"]).reshape(B*S,V), Y)
    step = adam_step(list(ps.values()), loss); l10 = losses(step, 10)
    t = timeit(step); emit("f.transformer", t, FL["f"], chk=l10)
if want("g"):
    x0 = D((50,),60,1.5)
    f = lambda x: (100*(x[1:]-x[:-1]**2)**2+(1-x[:-1])**2).sum()
    v0 = D((50,),61)
    def hvp():
        x = x0.clone().requires_grad_(True); g, = torch.autograd.grad(f(x), x, create_graph=True)
        return torch.autograd.grad((g*v0).sum(), x)[0]
    t = timeit(hvp, batch=20); emit("g.hvp50", t, chk=float(hvp()[3]))
    hs = lambda: torch.autograd.functional.hessian(f, x0)
    t = timeit(hs); emit("g.hessian50", t, chk=float(hs()[3,4]))
    hs = lambda: torch.autograd.functional.hessian(f, x0, vectorize=True)
    t = timeit(hs); emit("g.hessian50.vectorize", t, chk=float(hs()[3,4]))
print(json.dumps(dict(peer=PEER, case="import_ms", ms_per_iter=round(IMPORT_MS))))
