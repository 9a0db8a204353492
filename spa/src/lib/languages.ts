/** A language by its name in the language of the page; its label where it has no name. */
export function languageName({ locale, label }: { locale: string; label: string }, page: string): string {
  try {
    const name = new Intl.DisplayNames([page], { type: 'language', fallback: 'none' }).of(locale);
    if (name) return name.charAt(0).toLocaleUpperCase(page) + name.slice(1);
  } catch {
    // Not a language tag.
  }
  return label || locale;
}
