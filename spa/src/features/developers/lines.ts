/** What stands on the lines of a box, each once and without what cannot be seen around it. */
export const lines = (text: string): string[] => [...new Set(text.split(/\s+/).filter(Boolean))];
