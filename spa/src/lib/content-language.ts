/** Which language the texts of a course are in for who reads `locale`, for `lang`; undefined where it is the page's own. */
export function contentLanguage({ availableLocales, originalLocale }: { availableLocales: readonly string[]; originalLocale: string }, locale: string): string | undefined {
  const isHere = [...availableLocales, originalLocale].some((each) => each.split('-')[0] === locale);
  return isHere ? undefined : originalLocale;
}
