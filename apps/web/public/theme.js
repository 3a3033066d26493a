// Before the first paint, so that a dark room does not flash white. A file, because the page allows no inline scripts.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('theme');
  } catch (error) {
    // Storage can be switched off; then the system decides.
  }
  var dark = choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
