/* The whole script of the sandboxed frame; `runtime` stands before it. It starts one worker for one plugin, and passes messages on. */
addEventListener('message', ({ source, data: { plugin, race } }) => {
  if (source !== parent) return;
  const body = plugin
    .replace(/^\s*import\s*\{([^}]*)\}\s*from\s*['"]@chainrule\/\w+['"];?/gm, 'const {$1} = chainrule;')
    .replace(/^\s*export\s+default\s+/m, 'return ');
  const text = [runtime, ';runtime.run(function (chainrule) { "use strict";', body, '});'];
  const worker = new Worker(URL.createObjectURL(new Blob(text, { type: 'text/javascript' })));
  worker.onmessage = (event) => parent.postMessage(event.data, '*');
  worker.onerror = (event) => {
    // It is told to the reader; it is no error of the page.
    event.preventDefault();
    parent.postMessage({ problem: event.message }, '*');
  };
  worker.postMessage(race);
});
parent.postMessage({ ready: true }, '*');
