# The tasks of training/tasks.ts by PyTorch, one thread, as one of its users would write them. Prints figures and seconds of each seed as JSON.
#   python tooling/evidence/training/pytorch.py digits-cnn 0 1 2
import csv, json, math, sys, time
from pathlib import Path
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
DATA = Path(__file__).resolve().parents[2] / 'reference' / 'data'


def table(name, dtype=torch.float32):
    rows = list(csv.reader(open(DATA / f'{name}.csv')))[1:]
    return torch.tensor([[float(x) for x in row] for row in rows], dtype=dtype)


def split(x, y):
    test = torch.arange(len(x)) % 5 == 0
    return x[~test], y[~test], x[test], y[test]


def classes(name, by=1.0, scale=False, image=False):
    rows = table(name)
    x, y, xt, yt = split(rows[:, :-1] / by, rows[:, -1].long())
    if scale:
        mean, deviation = x.mean(0), x.std(0, unbiased=False)
        x, xt = (x - mean) / deviation, (xt - mean) / deviation
    if image:
        x, xt = x.reshape(-1, 1, 8, 8), xt.reshape(-1, 1, 8, 8)
    return x, y, xt, yt


def layers(*sizes, between=nn.ReLU):
    parts = [part for a, b in zip(sizes, sizes[1:]) for part in (nn.Linear(a, b), between())]
    return nn.Sequential(*parts[:-1])


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(512, 64), nn.ReLU(), nn.Linear(64, 10))


def fit(model, optimizer, loss, x, y, epochs, batch):
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for at in range(0, len(x), batch):
            rows = order[at:at + batch]
            optimizer.zero_grad(set_to_none=True)
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()


def classifier(data, make, rate, epochs, batch):
    x, y, xt, yt = data()
    model = make()
    start = time.perf_counter()
    fit(model, torch.optim.Adam(model.parameters(), lr=rate), F.cross_entropy, x, y, epochs, batch)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        return (model(xt).argmax(-1) == yt).float().mean().item(), seconds


def diabetes():
    rows = table('diabetes', torch.float64)
    x, y, xt, yt = split(rows[:, :-1], rows[:, -1:])
    mean, deviation = x.mean(0), x.std(0, unbiased=False)
    x, xt = (x - mean) / deviation, (xt - mean) / deviation
    model = nn.Linear(10, 1, dtype=torch.float64)
    start = time.perf_counter()
    optimizer = torch.optim.LBFGS(model.parameters(), line_search_fn='strong_wolfe', max_iter=20)

    def closure():
        optimizer.zero_grad(set_to_none=True)
        loss = F.mse_loss(model(x), y)
        loss.backward()
        return loss
    for _ in range(20):
        optimizer.step(closure)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        return F.mse_loss(model(xt), yt).item(), seconds


class Factors(nn.Module):
    def __init__(self, users, items, size, mean):
        super().__init__()
        self.user, self.item = nn.Embedding(users, size), nn.Embedding(items, size)
        self.user_bias, self.item_bias = nn.Embedding(users, 1), nn.Embedding(items, 1)
        self.mean = mean
        for table, deviation in ((self.user, 0.1), (self.item, 0.1), (self.user_bias, 0.0), (self.item_bias, 0.0)):
            nn.init.normal_(table.weight, std=deviation)

    def forward(self, pair):
        user, item = pair[:, 0], pair[:, 1]
        return self.mean + (self.user(user) * self.item(item)).sum(-1) + (self.user_bias(user) + self.item_bias(item)).squeeze(-1)


def ratings():
    rows = table('ratings')
    x, y, xt, yt = split(rows[:, :2].long(), rows[:, 2])
    model = Factors(600, 400, 5, y.mean().item())
    start = time.perf_counter()
    fit(model, torch.optim.AdamW(model.parameters(), lr=5e-3, weight_decay=0.2), F.mse_loss, x, y, 30, 256)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        return F.mse_loss(model(xt), yt).sqrt().item(), seconds


class Block(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.into, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.feed = nn.Sequential(nn.Linear(size, 4 * size), nn.GELU(), nn.Linear(4 * size, size))

    def forward(self, x):
        n, t, size = x.shape
        q, k, v = (part.reshape(n, t, self.heads, -1).transpose(1, 2) for part in self.into(self.norm1(x)).chunk(3, -1))
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(seen.transpose(1, 2).reshape(n, t, size))
        return x + self.feed(self.norm2(x))


class Letters(nn.Module):
    def __init__(self):
        super().__init__()
        self.letter, self.place = nn.Embedding(12, 64), nn.Embedding(64, 64)
        self.blocks = nn.Sequential(Block(64, 4), Block(64, 4))
        self.norm, self.head = nn.LayerNorm(64), nn.Linear(64, 12, bias=False)
        nn.init.normal_(self.letter.weight, std=0.02)
        nn.init.normal_(self.place.weight, std=0.02)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.letter(x) + self.place.weight)))


def characters(steps=600):
    codes = torch.tensor([ord(letter) - 97 for letter in (DATA / 'markov2.txt').read_text().strip()])
    known = int(len(codes) * 0.9)
    at = lambda starts, shift: codes[starts[:, None] + torch.arange(64) + shift]
    model = Letters()
    loss = lambda x, y: F.cross_entropy(model(x).reshape(-1, 12), y.reshape(-1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.01, betas=(0.9, 0.99))
    rate = lambda s: min(1, (s + 1) / 50) if s < 50 else 0.1 + 0.45 * (1 + math.cos(math.pi * (s - 50) / (steps - 50)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    starts = torch.randint(0, known - 65, (steps, 16))
    start = time.perf_counter()
    for step in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss(at(starts[step], 0), at(starts[step], 1)).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    seconds = time.perf_counter() - start
    held = known + 64 * torch.arange((len(codes) - known - 1) // 64)
    with torch.no_grad():
        return loss(at(held, 0), at(held, 1)).item(), seconds


TASKS = {
    'digits-softmax': lambda: classifier(lambda: classes('digits', 16), lambda: layers(64, 10), 0.01, 30, 32),
    'digits-mlp': lambda: classifier(lambda: classes('digits', 16), lambda: layers(64, 128, 64, 10), 1e-3, 30, 32),
    'digits-cnn': lambda: classifier(lambda: classes('digits', 16, image=True), cnn, 1e-3, 15, 32),
    'iris': lambda: classifier(lambda: classes('iris', scale=True), lambda: layers(4, 16, 3), 0.01, 100, 16),
    'wine': lambda: classifier(lambda: classes('wine', scale=True), lambda: layers(13, 32, 3), 0.01, 60, 16),
    'breast-cancer': lambda: classifier(lambda: classes('breast_cancer', scale=True), lambda: layers(30, 16, 2), 1e-3, 40, 32),
    'spiral3': lambda: classifier(lambda: classes('spiral3'), lambda: layers(2, 100, 3), 0.01, 300, 32),
    'spiral2': lambda: classifier(lambda: classes('spiral2'), lambda: layers(2, 32, 32, 2, between=nn.Tanh), 0.01, 300, 32),
    'diabetes': diabetes,
    'ratings': ratings,
    'characters': characters,
}

runs = []
for seed in sys.argv[2:]:
    torch.manual_seed(int(seed))
    runs.append(TASKS[sys.argv[1]]())
print(json.dumps({'figures': [figure for figure, _ in runs], 'seconds': [seconds for _, seconds in runs]}))
