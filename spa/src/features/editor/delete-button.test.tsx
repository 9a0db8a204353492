import { ApolloLink } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { DeleteButton } from './delete-button';

afterEach(() => vi.restoreAllMocks());

describe('deleting from a course', () => {
  it.each([
    [undefined, '¿Borrar «Índices»?'],
    [0, '¿Borrar «Índices»?'],
    [1, '¿Borrar «Índices» y su 1 lección?'],
    [3, '¿Borrar «Índices» y sus 3 lecciones?'],
  ])('with a lesson count of %s asks %s', (lessonCount, question) => {
    const confirm = vi.spyOn(window, 'confirm').mockReturnValue(false);
    render(
      <ApolloProvider client={clientOver(ApolloLink.empty())}>
        <I18nProvider>
          <MemoryRouter>
            <DeleteButton itemId="m1" name="Índices" lessonCount={lessonCount} onRefresh={vi.fn()} />
          </MemoryRouter>
        </I18nProvider>
      </ApolloProvider>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(confirm).toHaveBeenCalledWith(question);
  });
});
