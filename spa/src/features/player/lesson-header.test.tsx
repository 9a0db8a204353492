import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { LessonHeader, LessonHeaderFragment } from './lesson-header';

const course = { __typename: 'Course' as const, id: 'c1', slug: 'sql', title: 'SQL', originalLocale: 'en', availableLocales: [] };
const lesson = (id: string, allowed: boolean) => ({ __typename: 'Lesson' as const, id, title: id, viewerAccess: { __typename: 'LessonAccess' as const, allowed } });

function show(next: ReturnType<typeof lesson> | null) {
  const ref = makeFragmentData({ __typename: 'Lesson', id: 'l1', title: 'Uno', next, course }, LessonHeaderFragment);
  render(
    <I18nProvider>
      <MemoryRouter>
        <LessonHeader lesson={ref} />
      </MemoryRouter>
    </I18nProvider>,
  );
}

it.each([
  ['the last lesson', null],
  ['a free preview before a closed lesson', lesson('l2', false)],
])('leads from %s back to the course', (_, next) => {
  show(next);
  expect(screen.getByRole('link', { name: 'Ver el curso' })).toHaveAttribute('href', '/courses/sql');
});

it('leads on to a lesson that is open', () => {
  show(lesson('l2', true));
  expect(screen.getByRole('link', { name: 'Siguiente lección' })).toHaveAttribute('href', '/learn/l2');
  expect(screen.queryByRole('link', { name: 'Ver el curso' })).toBeNull();
});

it('says in which language a title is that is not in the reader’s', () => {
  show(null);
  expect(screen.getByRole('heading', { name: 'Uno' })).toHaveAttribute('lang', 'en');
});
