/** Preferences of this browser; private windows may refuse to keep them. */
export const store = {
  read(key: string): string | null {
    try {
      return localStorage.getItem(`aula.${key}`);
    } catch {
      return null;
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(`aula.${key}`);
      else localStorage.setItem(`aula.${key}`, value);
    } catch {
      // Nothing is lost but the memory of a preference.
    }
  },
};
