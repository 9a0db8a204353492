/** What another tab of this browser has changed: `signedIn`, `locale`, `theme`. Returns what stops listening. */
export function onChangeElsewhere(key: string, tell: (value: string | null) => void): () => void {
  const onStorage = (event: StorageEvent) => void (event.key === `aula.${key}` && tell(event.newValue));
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
