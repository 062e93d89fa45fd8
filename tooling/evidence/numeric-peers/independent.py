"""Makes tooling/reference/numeric/independent.jsonl: functions of our own with derivatives at 120 digits (mpmath); run by hand."""

import json, re, mpmath as mp
mp.mp.dps=60
ns={k:getattr(mp,k) for k in 'sin cos tan exp log sqrt atan asin acos sinh cosh tanh cbrt log1p expm1 asinh atanh'.split() if hasattr(mp,k)}
ns['log1p']=lambda x: mp.log(1+x); ns['expm1']=lambda x: mp.exp(x)-1; ns['abs']=abs; ns['max']=max; ns['min']=min
ns['cbrt']=lambda x: mp.sign(x)*mp.root(abs(x),3)
L=[]
def add(kind,f,pts,lo=None,hi=None,clean=None):
    for x in pts: L.append((kind,f,x,lo,hi,clean))
add('smooth','sin(x)*exp(-x/3)',[0.4,2.7,-1.9]); add('smooth','1/(2+cos(x))',[0.1,2.9]); add('smooth','log(2+sin(3*x))',[0.77,5.2]); add('smooth','atan(2*x-1)',[0.5,1.37,-2.2])
add('smooth','exp(cos(x)^2)',[0.3,1.1]); add('smooth','x*exp(-(x^2))',[0.9,-2.2]); add('smooth','sinh(x)/(1+x^2)',[1.6]); add('smooth','tanh(x)*log(1+x^2)',[0.8,-1.7]); add('smooth','1/(1+exp(-3*x))',[0.4,-1.3]); add('smooth','sqrt(2+sin(x))',[2.5,-0.7]); add('smooth','expm1(x)/(1+x^2)',[1.2]); add('smooth','asinh(x)',[0.3,7.1]); add('smooth','cos(x^2/2)',[1.9,0.6]); add('smooth','exp(-x)*x^3',[2.3,7.7]); add('smooth','log(1+exp(2*x))',[0.21,-3.3])
add('poly','x^5-4*x^2+1',[0.7,-1.1,3.3]); add('poly','(x^2-2)^3',[1.41,0.2]); add('poly','x^7',[0.9]); add('poly','3*x-2',[5.7]); add('poly','x^2',[123.456])
add('rational','1/(1+x^2)',[0.2,2.3]); add('rational','(x-1)/(x^2+x+1)',[0.6,-3.1]); add('rational','1/(3-x)',[2.5,-1.2]); add('rational','x^2/(1+x^4)',[0.9])
add('oscillatory','sin(25*x)*x',[0.91]); add('oscillatory','cos(200*x)',[0.43,3.3]); add('oscillatory','sin(exp(x))',[2.6]); add('oscillatory','exp(sin(40*x))',[1.23]); add('oscillatory','sin(7*x)+0.1*sin(60*x)',[0.37,2.2])
add('large_x','cos(x)',[54321.5,3.3e5,7.7e7]); add('large_x','atan(x/1e5)',[4.4e5]); add('large_x','log(x)',[3.3e9]); add('large_x','x^3',[8.7e6]); add('large_x','exp(-(x/1e4)^2)',[12000.0]); add('large_x','1/x',[77777.0])
add('small_x','log(x)',[3.7e-8]); add('small_x','sqrt(x)',[7e-5]); add('small_x','exp(1e5*x)',[1e-5]); add('small_x','cos(x)',[3e-7]); add('small_x','atan(1e8*x)',[2e-8]); add('small_x','x^2',[1e-5])
add('near_singularity','1/(x-3)',[3.0003,2.97]); add('near_singularity','log(1-x)',[0.9995]); add('near_singularity','tan(x)',[1.5]); add('near_singularity','sqrt(x-1)',[1.00002]); add('near_singularity','1/(x^2+1e-4)',[0.003]); add('near_singularity','atan(x/1e-4)',[0.0002]); add('near_singularity','exp(1/x)',[0.05,-0.1])
add('large_deriv','exp(50*x)',[0.3]); add('large_deriv','tanh(1000*(x-2))',[2.0004]); add('large_deriv','x^30',[3.1]); add('small_deriv','1e-9*exp(x)',[0.2]); add('small_deriv','exp(-x)',[25.0]); add('small_deriv','tanh(x)',[7.0]); add('small_deriv','1/(1+exp(-x))',[18.0]); add('zero_deriv','sin(x)^2',[0.0]); add('zero_deriv','x^4',[0.0]); add('zero_deriv','1/(1+x^2)',[0.0]); add('zero_deriv','5',[1.5]); add('zero_deriv','(x-1)^3',[1.0])
add('offset','1e6+sin(x)',[0.8]); add('offset','1000+1/(1+x^2)',[1.3]); add('offset','(exp(x)-1)/x',[0.01]); add('offset','1e10+x^3',[2.0])
for q,f,c,x in [('1e-8','exp(-x)','exp(-x)',0.6),('1e-9','log(x)','log(x)',3.0),('1e-6','10*cos(x)','10*cos(x)',1.1),('1e-11','atan(x)','atan(x)',0.9),('1e-5','x^2','x^2',1.7)]: add('noisy',f'quant({f},{q})',[x],None,None,c)
add('noisy','sin(x)+1e-9*sin(3e13*x)',[0.7],None,None,'sin(x)'); add('noisy','exp(x)+1e-7*cos(7e12*x)',[0.4],None,None,'exp(x)'); add('noisy','log(x)+1e-10*sin(2e12*x)',[5.0],None,None,'log(x)')
for f,x in [('sin(x)',0.9),('exp(-(x^2))',0.6),('log(x)',2.2),('1/(1+exp(-x))',0.5),('x^2',1.3),('cos(3*x)',0.25)]: add('f32',f'fround({f})',[x],None,None,f)
add('kink_near','abs(x-1)',[1.05,0.9]); add('kink_near','max(0,x)*x',[0.03,-0.02]); add('kink_near','abs(x)*exp(x)',[0.004]); add('kink_near','max(sin(x),0.5)',[0.6]); add('kink_near','abs(cos(x))',[1.6]); add('kink_near','min(x,2)^2',[1.93])
add('bounded','sqrt(x)',[1e-5],0.0); add('bounded','log(x)',[0.001],0.0); add('bounded','exp(-x)',[0.0],0.0); add('bounded','cos(2*x)',[0.0,1.0],0.0,1.0); add('bounded','sin(x)+x^2',[2.0],0.0,2.0); add('bounded','asin(x)',[0.9,-0.99999],-1.0,1.0); add('bounded','sqrt(1-x^2)',[0.999],-1.0,1.0); add('bounded','1/(1+x)',[0.0],0.0); add('bounded','log1p(x)',[-0.999],-1.0); add('bounded','atan(x)',[3.0],None,3.0); add('bounded','x*sqrt(x)',[0.2],0.0); add('bounded','exp(x)*cos(x)',[1e-6],0.0); add('bounded','tanh(x)',[0.999],-1.0,1.0)
out=[]
def conv(s): return s.replace('^','**')
def lam(s):
    s=conv(s); s=re.sub(r'(?<![\w.])(\d+\.?\d*(?:e[+-]?\d+)?)(?!\w)',lambda m: f"mpf('{float(m.group(1))!r}')" if ('.' in m.group(1) or 'e' in m.group(1)) else m.group(1),s)
    s=re.sub(r'(?<!\*\*)(?<![\w.\'])(\d+)(?![\w.\'])',r'mpf(\1)',s)
    return eval('lambda x: '+s,{**ns,'mpf':mp.mpf})
for i,(kind,f,x,lo,hi,clean) in enumerate(L):
    g=lam(clean or f); X=mp.mpf(x); 
    # taylor by cauchy on tiny real steps with high precision
    mp.mp.dps=120
    h=mp.mpf(10)**-18*max(abs(X),mp.mpf(10)**-12 if X else mp.mpf(1))
    if X==0 and lo is not None or (lo is not None and X==lo) or (hi is not None and X==hi): pass
    d=[]
    for n in range(1,5): d.append(mp.diff(lambda t: mp.mpf(1)*g(t), X, n, h=h, direction=0, relative=False))
    # scale: |d| unless negligible -> neighbour size
    def at(Y,n): return abs(mp.diff(lambda t: mp.mpf(1)*g(t),Y,n,h=h))
    sc=[]
    for n in range(1,5):
        v=abs(d[n-1])
        if v<mp.mpf(10)**-70 or (kind in('zero_deriv','poly') and v<mp.mpf(10)**-20): v=0; d[n-1]=mp.mpf(0)
        if v==0: v=max(abs(g(X)),mp.mpf(1))
        sc.append(float(v))
    mp.mp.dps=60
    r=dict(id=f'v{i:03d}',kind=kind,f=f,x=x,d=[mp.nstr(v,30) for v in d],scale=sc)
    if lo is not None:r['lo']=lo
    if hi is not None:r['hi']=hi
    if clean: r['clean']=clean
    out.append(json.dumps(r))
for f,x,l,r_ in [('abs(x-2)',2.0,-1,1),('max(x,3*x-1)',0.5,1,3),('abs(sin(x))',0.0,-1,1),('min(exp(x),1)',0.0,1,0),('x+0.01*abs(x-7)',7.0,0.99,1.01),('max(0,x-1)+x^2',1.0,2,3),('1000*abs(x-0.3)',0.3,-1000,1000),('sin(x)+1e-3*abs(x)',0.0,.999,1.001)]:
    out.append(json.dumps(dict(id='k',kind='kink_at',f=f,x=x,left=str(l),right=str(r_))))
open('tooling/reference/numeric/independent.jsonl','w').write('\n'.join(out)+'\n'); print(len(out))
