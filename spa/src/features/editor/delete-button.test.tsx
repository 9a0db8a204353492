import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { DeleteButton } from './delete-button';

const payloads: Record<string, object> = {
  CourseRevision: { course: { __typename: 'Course', id: 'c1', revision: 7 } },
  DeleteItem: { deleteItem: { __typename: 'DeletePayload', deletedId: 'm1', userErrors: [] } },
  RestoreItem: { restoreItem: { __typename: 'RestorePayload', course: { __typename: 'Course', id: 'c1', revision: 8 }, userErrors: [] } },
};

function show(lessonCount: number | undefined, failing = '', times = Infinity) {
  const sent: string[] = [];
  const link = new ApolloLink(
    ({ operationName = '' }) =>
      new Observable((observer) => {
        sent.push(operationName);
        if (operationName === failing && times-- > 0) return observer.error(new Error('network'));
        observer.next({ data: payloads[operationName] });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <DeleteButton itemId={`m${lessonCount}${failing}`} name="Índices" lessonCount={lessonCount} onRefresh={vi.fn()} />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Borrar Índices' }));
  return sent;
}

describe('deleting from a course', () => {
  it.each([
    [undefined, '«Índices» se ha borrado.'],
    [1, '«Índices» y su 1 lección se han borrado.'],
    [3, '«Índices» y sus 3 lecciones se han borrado.'],
  ])('with a lesson count of %s says %s and can be undone', async (lessonCount, message) => {
    const sent = show(lessonCount);
    expect(await screen.findByText(message)).toBeVisible();
    fireEvent.click(screen.getAllByRole('button', { name: 'Deshacer' }).at(-1) ?? document.body);
    await vi.waitFor(() => expect(sent).toEqual(['CourseRevision', 'DeleteItem', 'RestoreItem']));
  });

  it('can be undone as well when it works only the second time', async () => {
    const sent = show(2, 'DeleteItem', 1);
    fireEvent.click(await screen.findByRole('button', { name: 'Reintentar' }));
    expect(await screen.findByText('«Índices» y sus 2 lecciones se han borrado.')).toBeVisible();
    expect(sent).toEqual(['CourseRevision', 'DeleteItem', 'CourseRevision', 'DeleteItem']);
  });

  it('says that it failed, and tries again', async () => {
    const sent = show(0, 'DeleteItem');
    expect(await screen.findByText('No hemos podido borrar «Índices».')).toBeVisible();
    fireEvent.click(screen.getAllByRole('button', { name: 'Reintentar' }).at(-1) ?? document.body);
    await vi.waitFor(() => expect(sent.filter((name) => name === 'DeleteItem')).toHaveLength(2));
  });
});
