// Before the first paint: the reader's own choice of light or dark, where one was made.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: then the page follows the system.
}
