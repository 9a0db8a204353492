import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, fieldsOf, type Answer } from '@/testing/client';
import { Component } from './route';

const person = (id: string, displayName: string) => ({ __typename: 'User', id, handle: id, displayName, avatarUrl: null, isInstructor: false });
const viewerOf = (isInstructor: boolean) => ({ data: { viewer: { __typename: 'Viewer', user: { ...person('usr_t', 'Tadeo'), isInstructor }, scopes: [] } } });
const course = { __typename: 'Course', id: 'crs_1', slug: 'sql', title: 'SQL' };
const courses = { data: { viewer: { __typename: 'Viewer', user: { __typename: 'User', id: 'usr_t', teaching: { __typename: 'CourseConnection', nodes: [course, { ...course, id: 'crs_2', title: 'Redes' }] } } } } };

const question = {
  __typename: 'InboxItem', id: 'inb_1', isDone: false, since: '2026-11-30T10:00:00Z', course,
  subject: { __typename: 'Thread', id: 'thr_1', title: '¿Por qué?', threadHtml: '<p>No lo veo</p>', author: person('usr_l', 'Luis') },
};
const comment = {
  __typename: 'InboxItem', id: 'inb_2', isDone: false, since: '2026-11-30T11:00:00Z', course,
  subject: { __typename: 'Comment', id: 'cmt_2', positionMs: 65_000, commentHtml: '<p>¿Y esto?</p>', author: null, lesson: { __typename: 'Lesson', id: 'les_1', title: 'Índices' } },
};
const page = (nodes: object[]) => ({ data: { inbox: { __typename: 'InboxConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } } } });

type Asked = [string, Record<string, unknown>];

function show(answer: (name: string, variables: Record<string, unknown>) => Answer | undefined, at = '/teach/inbox') {
  const asked: Asked[] = [];
  const link = answering((name, variables) => {
    asked.push([name, variables]);
    return answer(name, variables) ?? (name === 'Viewer' ? viewerOf(true) : name === 'InboxCourses' ? courses : undefined);
  });
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter initialEntries={[at]}>
          <Component />
          <Notices />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return asked;
}

beforeEach(() => drafts.clear());

it('shows what was asked, by whom, and leads to where it stands', async () => {
  show((name) => (name === 'InboxPage' ? page([question, comment]) : undefined));
  expect(await screen.findByRole('link', { name: '¿Por qué?' })).toHaveAttribute('href', '/courses/sql/forum/thr_1');
  expect(screen.getByRole('link', { name: 'Índices' })).toHaveAttribute('href', '/learn/les_1');
  expect(screen.getByRole('link', { name: 'Luis' })).toHaveAttribute('href', '/people/usr_l');
  expect(screen.getByText('Alguien que ya no está')).toBeVisible();
  expect(screen.getByText('No lo veo')).toBeVisible();
  expect(screen.getByText('1:05')).toBeVisible();
});

it('takes an answer in place, and what was answered is gone', async () => {
  const asked = show((name) => {
    if (name === 'InboxPage') return page([question, comment]);
    return name === 'AnswerAsked' ? { data: { addComment: { __typename: 'CommentPayload', comment: { __typename: 'Comment', id: 'cmt_9', parent: null, thread: null }, userErrors: [] } } } : undefined;
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Responder a Alguien que ya no está' }));
  expect(screen.getByRole('textbox')).toHaveFocus();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Por esto.' } });
  expect(drafts.read('les_1.reply.cmt_2')?.text).toBe('Por esto.');
  fireEvent.click(screen.getByRole('button', { name: 'Enviar la respuesta' }));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Índices' })).toBeNull());
  const input = fieldsOf(asked.find(([name]) => name === 'AnswerAsked')?.[1].input);
  expect(input).toMatchObject({ lessonId: 'les_1', parentId: 'cmt_2', bodyMarkdown: 'Por esto.' });
  expect(screen.getByRole('link', { name: '¿Por qué?' })).toBeVisible();
  await waitFor(() => expect(drafts.read('les_1.reply.cmt_2')).toBeNull());
});

it('keeps an answer that was begun and one that was refused', async () => {
  drafts.write('thr_1.new', { text: 'Empecé a decir', idempotencyKey: 'k' });
  show((name) => {
    if (name === 'InboxPage') return page([question]);
    return name === 'AnswerAsked' ? { data: { addComment: { __typename: 'CommentPayload', comment: null, userErrors: [{ __typename: 'ForbiddenError', code: 'THREAD_LOCKED', message: 'El tema está cerrado.' }] } } } : undefined;
  });
  expect(await screen.findByRole('textbox')).toHaveValue('Empecé a decir');
  expect(screen.getByRole('textbox')).not.toHaveFocus();
  fireEvent.click(screen.getByRole('button', { name: 'Enviar la respuesta' }));
  expect(await screen.findByText('El tema está cerrado.')).toBeVisible();
  expect(screen.getByRole('textbox')).toHaveValue('Empecé a decir');
});

it('marks one as done, and takes that back', async () => {
  const asked = show((name, variables) => {
    if (name === 'InboxPage') return page([question]);
    return name === 'MarkAsked' ? { data: { setInboxItemDone: { __typename: 'InboxPayload', item: { __typename: 'InboxItem', id: 'inb_1', isDone: variables.on }, userErrors: [] } } } : undefined;
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Dar por listo lo de Luis' }));
  expect(await screen.findByText('No hay nada por responder')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Deshacer' }));
  expect(await screen.findByRole('link', { name: '¿Por qué?' })).toBeVisible();
  expect(asked.filter(([name]) => name === 'MarkAsked').map(([, variables]) => variables)).toEqual([{ id: 'inb_1', on: true }, { id: 'inb_1', on: false }]);
});

it('asks for what the address says, and for what is chosen', async () => {
  const asked = show((name) => (name === 'InboxPage' ? page([]) : undefined), '/teach/inbox?kind=COMMENT&course=crs_1&state=DONE');
  expect(await screen.findByText('No has dado nada por listo')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Todo' }));
  fireEvent.change(await screen.findByRole('combobox', { name: 'Curso' }), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sin responder' }));
  expect(await screen.findByText('No hay nada por responder')).toBeVisible();
  const pages = asked.filter(([name]) => name === 'InboxPage').map(([, variables]) => variables);
  expect(pages[0]).toEqual({ filter: { kind: 'COMMENT', courseId: 'crs_1' }, state: 'DONE' });
  expect(pages.at(-1)).toEqual({ filter: { kind: null, courseId: null }, state: 'WAITING' });
});

it('says that it cannot be read, and tries again', async () => {
  let isAway = true;
  show((name) => (name === 'InboxPage' ? (isAway ? new Error('away') : page([question])) : undefined));
  expect(await screen.findByRole('alert')).toHaveTextContent('no se puede leer ahora mismo');
  isAway = false;
  fireEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
  expect(await screen.findByRole('link', { name: '¿Por qué?' })).toBeVisible();
});

it('is for those who teach', async () => {
  show((name) => (name === 'Viewer' ? viewerOf(false) : undefined));
  expect(await screen.findByRole('link', { name: 'Enseñar en Aula' })).toHaveAttribute('href', '/teach');
});
