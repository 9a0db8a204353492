import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { Component } from './route';

const enrollment = (slug: string, durationMs: number, resume: unknown = null) => ({
  __typename: 'Enrollment',
  id: `e-${slug}`,
  status: 'ACTIVE',
  progress: 0,
  resume,
  course: { __typename: 'Course', id: slug, slug, title: slug, durationMs, cover: null },
});

function show(nodes: unknown[]) {
  const user = { __typename: 'User', id: 'ana', handle: 'ana', displayName: 'Ana', avatarUrl: null, isInstructor: false };
  const link = new ApolloLink(
    ({ operationName = '', variables }) =>
      new Observable((observer) => {
        const id = String(variables.courseId);
        const lessons = [{ __typename: 'Lesson', id: `first-${id}` }];
        const answers: Record<string, Record<string, unknown>> = {
          Viewer: { viewer: { __typename: 'Viewer', user, scopes: [] } },
          MyLearning: { viewer: { __typename: 'Viewer', user: { ...user, enrollments: { __typename: 'EnrollmentConnection', nodes } } } },
          FirstLesson: { course: { __typename: 'Course', id, modules: [{ __typename: 'Module', id: `m-${id}`, lessons }] } },
        };
        observer.next({ data: answers[operationName] ?? {} });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

describe('my learning', () => {
  it('starts a course at its first lesson and says no time where there is no video', async () => {
    show([enrollment('texts', 0)]);
    await waitFor(() => expect(screen.getByRole('link', { name: 'Empezar' })).toHaveAttribute('href', '/learn/first-texts'));
    expect(screen.queryByText(/Por ver/)).toBeNull();
  });

  it('goes on where it was left and says how much is left', async () => {
    show([enrollment('films', 600_000, { __typename: 'ResumePoint', lesson: { __typename: 'Lesson', id: 'l7', title: 'Siete' } })]);
    expect(await screen.findByRole('link', { name: 'Continuar' })).toHaveAttribute('href', '/learn/l7');
    expect(screen.getByText('Por ver: 10 min')).toBeVisible();
  });

  it('shows no unfilled bar under a course that is completed', async () => {
    show([{ ...enrollment('done', 600_000), status: 'COMPLETED', progress: 0.96 }]);
    expect(await screen.findByText('Completado')).toBeVisible();
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('says why a course is closed, and leads to where one may come back', async () => {
    show([{ ...enrollment('rented', 600_000, { __typename: 'ResumePoint', lesson: { __typename: 'Lesson', id: 'l7', title: 'Siete' } }), status: 'EXPIRED' }]);
    expect(await screen.findByText(/ha caducado/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Ver cómo volver' })).toHaveAttribute('href', '/courses/rented');
    expect(screen.queryByRole('link', { name: /Empezar|Continuar/ })).toBeNull();
  });

  it('the way to begin looks as a button does', async () => {
    show([enrollment('texts', 0)]);
    expect((await screen.findByRole('link', { name: 'Empezar' })).className).toMatch(/bg-primary/);
  });
});
