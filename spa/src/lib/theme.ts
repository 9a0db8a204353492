import { store } from './store';

const YEAR_S = 31_536_000;

/** The sign-in pages are another application at the same address: they read the choice from a cookie. */
export function shareTheme() {
  const theme = store.read('theme');
  if (theme === null) document.cookie = 'AULA_THEME=; Path=/; Max-Age=0; SameSite=Lax';
  else if (theme === 'dark' || theme === 'light') document.cookie = `AULA_THEME=${theme}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax`;
}

const systemDark = () => matchMedia('(prefers-color-scheme: dark)');

export function applyTheme(theme: string | null) {
  const isDark = theme === 'dark' || (theme !== 'light' && systemDark().matches);
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

/** Where nothing was chosen the page goes along when the device turns dark or light. */
export function followDevice() {
  systemDark().addEventListener('change', () => withoutTransitions(() => applyTheme(store.read('theme'))));
}

/** The other one. What the device has anyway is no choice: from then on the page follows it again. */
export function toggleTheme() {
  const wanted = document.documentElement.classList.contains('dark') ? 'light' : 'dark';
  const theme = wanted === (systemDark().matches ? 'dark' : 'light') ? null : wanted;
  store.write('theme', theme);
  withoutTransitions(() => applyTheme(theme));
  shareTheme();
}
