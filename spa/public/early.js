// Before first paint, so that neither theme nor language flashes. A file, because the CSP allows no inline script.
(function () {
  var read = function (key) {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  var theme = read('aula.theme');
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  // Whoever changed the language on the sign-in pages did so last.
  var shared = /(?:^|; )AULA_LANG=(es|en)\b/.exec(document.cookie);
  var saved = shared ? shared[1] : read('aula.locale');
  // A link of a mail says in which language it was written: for a browser in which nobody chose one.
  var mailed = /[?&]lang=(es|en)\b/.exec(location.search);
  document.documentElement.lang = saved || (mailed && mailed[1]) || ((navigator.language || 'es').slice(0, 2) === 'en' ? 'en' : 'es');
})();
