import { store } from './store';

const YEAR_S = 31_536_000;

/** The sign-in pages are another application at the same address: they read the choice from a cookie. */
export function shareTheme() {
  const theme = store.read('theme');
  if (theme === 'dark' || theme === 'light') document.cookie = `AULA_THEME=${theme}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}

export function applyTheme(theme: string | null) {
  const isDark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', isDark);
}

/** What fades from colour to colour would stay in the old theme for a moment, dark on dark: all of it changes at once. */
function withoutTransitions(change: () => void) {
  const root = document.documentElement;
  root.classList.add('in-one-step');
  change();
  // The new colours are taken before anything may move again.
  root.getBoundingClientRect();
  root.classList.remove('in-one-step');
}

export function toggleTheme() {
  const theme = document.documentElement.classList.contains('dark') ? 'light' : 'dark';
  store.write('theme', theme);
  withoutTransitions(() => applyTheme(theme));
  shareTheme();
}
