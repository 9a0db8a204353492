import { store } from './store';

export function toggleTheme() {
  const dark = !document.documentElement.classList.contains('dark');
  document.documentElement.classList.toggle('dark', dark);
  store.write('theme', dark ? 'dark' : 'light');
}
