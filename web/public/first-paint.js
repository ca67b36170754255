// Runs before the first paint, so that a chosen theme never flashes in the other one. The page keeps it up to date.
(function applyTheme() {
  let chosen = null;
  try {
    chosen = localStorage.getItem('countersign.theme');
  } catch {
    // Storage is blocked: the preference of the system applies.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
