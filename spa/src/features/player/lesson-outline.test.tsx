import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import type { AccessReason } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { LessonOutline, LessonOutlineFragment, OutlineRowFragment } from './lesson-outline';

const lesson = (title: string, reason: AccessReason, availableAt: string | null = null) => {
  const allowed = reason === 'FREE';
  const row = { __typename: 'Lesson' as const, id: title, title, status: 'PUBLISHED' as const, durationMs: 1000, viewerAccess: { __typename: 'LessonAccess' as const, allowed, reason, availableAt } };
  return { __typename: 'Lesson' as const, id: title, ...makeFragmentData(row, OutlineRowFragment) };
};

const show = (lessons: ReturnType<typeof lesson>[]) => {
  const course = makeFragmentData({ __typename: 'Course', id: 'crs_1', modules: [{ __typename: 'Module', id: 'mod_1', title: 'Uno', lessons }] }, LessonOutlineFragment);
  render(
    <I18nProvider>
      <MemoryRouter>
        <LessonOutline course={course} />
      </MemoryRouter>
    </I18nProvider>,
  );
};
const rowOf = (title: string) => screen.getAllByRole('listitem').find((item) => item.textContent?.startsWith(title));
afterEach(() => void (document.documentElement.lang = 'es'));

it('says of each closed lesson what opens it', () => {
  const year = new Date().getFullYear();
  show([
    lesson('Abierta', 'FREE'),
    lesson('Comprar', 'NOT_ENTITLED'),
    lesson('Orden', 'LOCKED_BY_ORDER'),
    lesson('Fecha', 'NOT_RELEASED', `${year}-12-24T12:00:00`),
    lesson('Lejos', 'NOT_RELEASED', `${year + 1}-01-07T12:00:00`),
    lesson('Pronto', 'NOT_RELEASED'),
  ]);
  expect(screen.getByRole('link', { name: /Abierta/ })).toHaveAttribute('href', '/learn/Abierta');
  expect(rowOf('Comprar')).toHaveTextContent('Solo para quien sigue el curso');
  expect(rowOf('Orden')).toHaveTextContent('Termina antes las lecciones anteriores');
  expect(rowOf('Fecha')).toHaveTextContent(/Disponible desde el 24 de diciembre.{2,8}12:00/);
  expect(rowOf('Lejos')).toHaveTextContent(new RegExp(`7 de enero de ${year + 1}`));
  expect(rowOf('Pronto')).toHaveTextContent('Esta lección todavía no está disponible');
  expect(screen.getAllByRole('link')).toHaveLength(1);
});

it('says it in English too', () => {
  document.documentElement.lang = 'en';
  show([lesson('Dated', 'NOT_RELEASED', `${new Date().getFullYear()}-12-24T12:00:00`)]);
  expect(rowOf('Dated')).toHaveTextContent(/Available from December 24.{2,4}12:00/);
});
