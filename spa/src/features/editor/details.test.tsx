import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { Details, DetailsFragment } from './details';

const version = (title: string, revision: number) => ({
  __typename: 'Course' as const,
  id: 'c1',
  title,
  subtitle: null,
  descriptionHtml: '<p>- one<br>\n - two</p><ul><li>three</li></ul>',
  level: 'ALL' as const,
  originalLocale: 'es',
  revision,
});

let people = 0;

/** A course that somebody else took to another title and revision 5. */
function show() {
  const sent: { title: string; expectedRevision: number; descriptionHtml?: string }[] = [];
  let server = version('Theirs', 5);
  const link = new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((observer) => {
        if (operationName === 'UpdateCourse') {
          const { expectedRevision, title, descriptionHtml } = variables.input;
          sent.push({ title: title[0].text, expectedRevision, descriptionHtml: descriptionHtml?.[0].text });
          const isStale = expectedRevision !== server.revision;
          if (!isStale) server = version(title[0].text, server.revision + 1);
          const stale = { __typename: 'ConflictError', code: 'STALE', message: 'Otra persona lo ha cambiado', path: null };
          observer.next({
            data: { updateCourse: { __typename: 'CoursePayload', course: isStale ? null : server, userErrors: isStale ? [stale] : [] } },
          });
        } else {
          observer.next({ data: { viewer: { __typename: 'Viewer', user: { __typename: 'User', id: `u${people}` } }, course: server } });
        }
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <Details course={makeFragmentData(version('Ours', 4), DetailsFragment)} accountId={`u${++people}`} />
      </I18nProvider>
    </ApolloProvider>,
  );
  return sent;
}

const pause = () => act(() => vi.advanceTimersByTimeAsync(1500));
const title = () => screen.getByLabelText('Título');
const type = async (text: string) => {
  fireEvent.change(title(), { target: { value: text } });
  await pause();
};
const press = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
  await pause();
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('details that somebody else changed meanwhile', () => {
  it('are not written over before one has chosen', async () => {
    const sent = show();
    await type('Mine');
    expect(screen.getByRole('alert')).toHaveTextContent('ha cambiado este texto');
    await type('Mine too');
    expect(sent).toHaveLength(1);
  });

  it('come into the form when one loads them', async () => {
    const sent = show();
    await type('Mine');
    await press('Cargar la versión actual');
    expect(title()).toHaveValue('Theirs');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(sent).toHaveLength(1);
    await type('Theirs and mine');
    expect(sent[1]).toMatchObject({ title: 'Theirs and mine', expectedRevision: 5 });
    expect(screen.getAllByRole('status')[0]).toHaveTextContent('Guardado');
  });

  it('give way when one keeps one’s own', async () => {
    const sent = show();
    await type('Mine');
    await press('Conservar la mía');
    await pause();
    expect(sent[1]).toMatchObject({ title: 'Mine', expectedRevision: 5, descriptionHtml: undefined });
    expect(title()).toHaveValue('Mine');
    expect(screen.queryByRole('alert')).toBeNull();
    await type('Mine again');
    expect(sent[2]).toMatchObject({ expectedRevision: 6 });
  });
});
