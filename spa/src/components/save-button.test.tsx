import { gql, type TypedDocumentNode } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { FragmentType } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { dismiss, noticeStore } from '@/lib/notify';
import { signedInHint } from '@/lib/session';
import { answering, clientOver, type Answer } from '@/testing/client';
import { SaveButton, type SaveButtonFragment } from './save-button';
import { Notices } from './ui/notices';

type Seen = { course: FragmentType<typeof SaveButtonFragment> };
const Query: TypedDocumentNode<Seen> = gql`
  query One {
    course(id: "c1") { id title viewerSaved }
  }
`;
const course = (viewerSaved: boolean) => ({ __typename: 'Course', id: 'c1', title: 'SQL', viewerSaved });
const user = { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };

function One({ isSmall }: { isSmall: boolean }) {
  const { data } = useQuery(Query);
  return data ? <SaveButton course={data.course} isSmall={isSmall} /> : null;
}

function show(save: () => Answer, { viewer = { __typename: 'Viewer', user, scopes: [] }, isSmall = true }: { viewer?: unknown; isSmall?: boolean } = {}) {
  const asked: unknown[] = [];
  const client = clientOver(
    answering((name, variables) => {
      if (name === 'Viewer') return { data: { viewer } };
      if (name === 'One') return { data: { course: course(false) } };
      asked.push(variables);
      return save();
    }),
  );
  render(
    <ApolloProvider client={client}>
      <I18nProvider>
        <MemoryRouter initialEntries={['/courses/sql?x=1']}>
          <One isSmall={isSmall} />
          <Notices />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return asked;
}

const answered = (on: boolean, userErrors: unknown[] = []): Answer => ({ data: { saveCourse: { __typename: 'CoursePayload', course: userErrors.length > 0 ? null : course(on), userErrors } } });

afterEach(() => {
  signedInHint.set(false);
  for (const { id } of noticeStore.current()) dismiss(id);
});

describe('the button that keeps a course', () => {
  it('says by being pressed whether it is kept, under one name', async () => {
    signedInHint.set(true);
    let isOn = false;
    const asked = show(() => answered((isOn = !isOn)));
    const button = await screen.findByRole('button', { name: 'Guardar «SQL»', pressed: false });
    fireEvent.click(button);
    expect(await screen.findByRole('button', { name: 'Guardar «SQL»', pressed: true })).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Guardar «SQL»' }));
    expect(await screen.findByRole('button', { name: 'Guardar «SQL»', pressed: false })).toBeVisible();
    expect(asked).toEqual([
      { id: 'c1', on: true },
      { id: 'c1', on: false },
    ]);
  });

  it('is called by the words on it where there is room for them', async () => {
    signedInHint.set(true);
    show(() => answered(true), { isSmall: false });
    fireEvent.click(await screen.findByRole('button', { name: 'Guardar para luego', description: 'Guardar «SQL»' }));
    const saved = await screen.findByRole('button', { name: 'Guardado', description: 'Quitar «SQL» de tus guardados' });
    expect(saved).not.toHaveAttribute('aria-pressed');
  });

  it('says what was refused', async () => {
    signedInHint.set(true);
    show(() => answered(false, [{ __typename: 'ValidationError', code: 'TOO_MANY_SAVED', message: 'Caben 500 cursos guardados.' }]));
    fireEvent.click(await screen.findByRole('button', { name: 'Guardar «SQL»' }));
    expect(await screen.findByText('Caben 500 cursos guardados.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Guardar «SQL»', pressed: false })).toBeVisible();
  });

  it('leads a visitor to where one signs in, and back', async () => {
    show(() => answered(true), { viewer: null });
    const link = await screen.findByRole('link', { name: 'Guardar «SQL»', description: 'Entra para guardar «SQL»' });
    await waitFor(() => expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain('/courses/sql?x=1'));
  });
});
