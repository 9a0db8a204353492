import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeFragmentData, type FragmentType } from '@/gql';
import type { CompletionRule } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import '@/lib/messages/teaching';
import { clientOver } from '@/testing/client';
import { CourseCompletion } from './course-completion';
import { CourseWords } from './course-words';
import { CourseSettingsFragment } from './settings-port';

const completionRule: CompletionRule = 'COVERAGE';
const settings = {
  __typename: 'CourseSettings' as const,
  completionRule,
  completionThreshold: 0.87,
  sequential: false,
  captionLocales: ['es', 'en'],
  glossary: ['etcd'],
  loudness: false,
};
const course = (revision: number) => ({ __typename: 'Course' as const, id: 'c1', revision, settings });

const pause = () => act(() => vi.advanceTimersByTimeAsync(1500));

/** Shows a form of the settings; what it sends is collected. */
function show(form: (course: FragmentType<typeof CourseSettingsFragment>) => ReactNode) {
  const sent: unknown[] = [];
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        sent.push(variables.input.settings);
        observer.next({ data: { updateCourse: { __typename: 'CoursePayload', course: course(2), userErrors: [] } } });
        observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>{form(makeFragmentData(course(1), CourseSettingsFragment))}</I18nProvider>
    </ApolloProvider>,
  );
  return sent;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('only what was changed of the words is sent', async () => {
  const sent = show((given) => <CourseWords course={given} accountId="u1" />);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Portugués' }));
  await pause();
  fireEvent.change(screen.getByLabelText('Nombres y términos'), { target: { value: 'etcd\n  Kubernetes \n\n' } });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Igualar el volumen' }));
  await pause();
  expect(sent).toEqual([{ captionLocales: ['es', 'en', 'pt'] }, { glossary: ['etcd', 'Kubernetes'], loudness: true }]);
});

it('lessons are completed by hand, in order or after a share of them, as the teacher says', async () => {
  const sent = show((given) => <CourseCompletion course={given} accountId="u1" />);
  const share = screen.getByLabelText('Cuánto de un vídeo hay que ver');
  expect(share, 'what a program has set').toHaveDisplayValue('87 %');
  fireEvent.change(share, { target: { value: '75' } });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Una lección tras otra' }));
  await pause();
  fireEvent.change(screen.getByLabelText('Una lección se completa'), { target: { value: 'MANUAL' } });
  expect(screen.queryByLabelText('Cuánto de un vídeo hay que ver')).toBeNull();
  await pause();
  expect(sent).toEqual([{ completionThreshold: 0.75, sequential: true }, { completionRule: 'MANUAL' }]);
});
