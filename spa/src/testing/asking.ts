import { askingStore } from '@/lib/asking';

/** Answers every question that the page asks from here on, until it is told to stop; keeps how many there were. */
export function answerAll(isYes: boolean) {
  const answers = { count: 0, stop: () => {} };
  answers.stop = askingStore.subscribe(() => {
    const asked = askingStore.current();
    if (!asked) return;
    answers.count += 1;
    asked.answer(isYes);
  });
  return answers;
}
