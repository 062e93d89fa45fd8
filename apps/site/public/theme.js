// Before the first paint. What the document brings is not what a link to something else asks for: it is not shown then.
if (location.search) document.documentElement.dataset.linked = '';
// The reader's own choice of light or dark, where one was made.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: then the page follows the system.
}
