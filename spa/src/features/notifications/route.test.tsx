import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, type Answer } from '@/testing/client';
import { Component } from './route';

const person = (id: string, displayName: string) => ({ __typename: 'User', id, handle: id, displayName, avatarUrl: null, isInstructor: false });
const ana = person('ana', 'Ana');
const viewer = { viewer: { __typename: 'Viewer', user: ana, scopes: [] } };
const lesson = { __typename: 'Lesson', id: 'les_1', title: 'Índices' };

type Told = { __typename: string; id: string; kind: string; readAt: string | null };
const told = (id: string, kind: string, more: object): Told =>
  Object.assign({ __typename: 'Notification', id, kind, actorCount: 0, count: 1, readAt: null, createdAt: '2026-11-30T10:00:00Z', actors: [], target: null }, more);
const page = (nodes: Told[]) => ({
  notifications: { __typename: 'NotificationConnection', unreadCount: nodes.filter((node) => !node.readAt).length, nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } },
});

const video = (id: string, source: object | null) => ({ __typename: 'Video', id, source });
const report = (id: string, text: string | null) => ({ __typename: 'Report', id, text });

function show(answer: (name: string, variables: Record<string, unknown>) => Answer | undefined) {
  render(
    <ApolloProvider client={clientOver(answering(answer))}>
      <I18nProvider>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

it('says who did what, the many in one line, and leads to it', async () => {
  const nodes = [
    told('ntf_1', 'REPLY', { actorCount: 13, count: 13, actors: [person('luis', 'Luis'), person('eva', 'Eva'), person('ivo', 'Ivo')], target: { __typename: 'Comment', id: 'cmt_1', lesson, thread: null } }),
    told('ntf_2', 'FOLLOW', { actorCount: 2, actors: [person('luis', 'Luis'), person('eva', 'Eva')], target: person('luis', 'Luis') }),
    told('ntf_3', 'NEW_LESSON', { count: 3, target: lesson }),
    told('ntf_4', 'POST', { actorCount: 1, actors: [null], target: { __typename: 'Thread', id: 'thr_1', title: 'Hola', course: { __typename: 'Course', id: 'c', slug: 'sql' } } }),
    told('ntf_5', 'MENTION', { actorCount: 1, actors: [person('eva', 'Eva')], readAt: '2026-11-30T11:00:00Z' }),
  ];
  show((name) => (name === 'Viewer' ? { data: viewer } : name === 'NotificationsPage' ? { data: page(nodes) } : undefined));
  expect(await screen.findByText('\u2068Luis\u2069 y 12 más han respondido a lo que escribiste')).toBeVisible();
  expect(screen.getByText('\u2068Luis\u2069 y \u2068Eva\u2069 han empezado a seguirte')).toBeVisible();
  expect(screen.getByText('Hay 3 lecciones nuevas en uno de tus cursos')).toBeVisible();
  expect(screen.getByText('\u2068Alguien\u2069 ha escrito en un tema en el que participas')).toBeVisible();
  expect(screen.getByText('\u2068Eva\u2069 te ha mencionado')).toBeVisible();
  expect(screen.getAllByRole('link', { name: 'Índices' }).map((link) => link.getAttribute('href'))).toEqual(['/learn/les_1', '/learn/les_1']);
  expect(screen.getByRole('link', { name: 'Hola' })).toHaveAttribute('href', '/courses/sql/forum/thr_1');
  expect(screen.getByRole('link', { name: 'Luis' })).toHaveAttribute('href', '/people/luis');
  expect(screen.getByText('Ya no está o no es para ti.')).toBeVisible();
  expect(screen.getByText('4 notificaciones sin leer')).toBeVisible();
});

it('marks one as read, and everything up to what is seen', async () => {
  const asked: [string, Record<string, unknown>][] = [];
  let nodes = [told('ntf_1', 'FOLLOW', { actorCount: 1, actors: [ana], target: ana }), told('ntf_2', 'NEW_LESSON', { createdAt: '2026-11-29T10:00:00Z', target: lesson })];
  const read = { data: { markNotificationsRead: { __typename: 'NotificationsPayload', unreadCount: 0, userErrors: [] } } };
  show((name, variables) => {
    if (name === 'Viewer') return { data: viewer };
    if (name === 'NotificationsPage') return { data: page(nodes) };
    if (!name.startsWith('Read')) return undefined;
    asked.push([name, variables]);
    nodes = nodes.map((node, at) => (name === 'ReadNotification' && at > 0 ? node : { ...node, readAt: '2026-11-30T12:00:00Z' }));
    return read;
  });
  const [first] = await screen.findAllByRole('button', { name: 'Marcar como leída' });
  if (first) fireEvent.click(first);
  expect(await screen.findByText('1 notificación sin leer')).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Marcar todo como leído' }));
  expect(await screen.findByText('Notificaciones: nada sin leer')).toBeVisible();
  expect(screen.queryByRole('button', { name: /Marcar/ })).toBeNull();
  expect(asked).toEqual([['ReadNotification', { id: 'ntf_1' }], ['ReadNotificationsUntil', { until: '2026-11-30T10:00:00Z' }]]);
});

it('says what of one’s own it was that moderators decided about, by its beginning', async () => {
  const nodes = [
    told('ntf_1', 'MODERATION', { target: report('rep_1', `Compra\n\naquí ${'ya '.repeat(40)}`) }),
    told('ntf_2', 'MODERATION', { target: report('rep_2', null) }),
  ];
  show((name) => (name === 'Viewer' ? { data: viewer } : name === 'NotificationsPage' ? { data: page(nodes) } : undefined));
  const link = await screen.findByRole('link', { name: /^Ver por qué: «Compra aquí ya ya/ });
  expect(link).toHaveAttribute('href', '/moderation/rep_1');
  expect(link.textContent).toMatch(/…»$/);
  expect(screen.getByRole('link', { name: 'Ver qué y por qué' })).toHaveAttribute('href', '/moderation/rep_2');
});

it('says what came of the work on one’s videos, and leads to them', async () => {
  const nodes = [
    told('ntf_1', 'VIDEO_READY', { target: video('vid_1', { __typename: 'SourceFile', name: 'clase.mp4' }) }),
    told('ntf_2', 'CAPTIONS_FAILED', { target: video('vid_2', null) }),
    told('ntf_3', 'VIDEO_FAILED', {}),
  ];
  show((name) => (name === 'Viewer' ? { data: viewer } : name === 'NotificationsPage' ? { data: page(nodes) } : undefined));
  expect(await screen.findByText('Un vídeo tuyo está listo')).toBeVisible();
  expect(screen.getByText('No se han podido hacer los subtítulos de un vídeo tuyo')).toBeVisible();
  expect(screen.getByText('Un vídeo tuyo no se ha podido procesar')).toBeVisible();
  expect(screen.getByRole('link', { name: 'clase.mp4' })).toHaveAttribute('href', '/teach/videos');
  expect(screen.getByRole('link', { name: 'Tus vídeos' })).toHaveAttribute('href', '/teach/videos');
  expect(screen.getByText('Ya no está o no es para ti.')).toBeVisible();
});

it('says that there is nothing yet', async () => {
  show((name) => (name === 'Viewer' ? { data: viewer } : name === 'NotificationsPage' ? { data: page([]) } : undefined));
  expect(await screen.findByRole('heading', { name: 'Todavía no hay nada' })).toBeVisible();
});

it('says that it cannot be read', async () => {
  show((name) => (name === 'Viewer' ? { data: viewer } : name === 'NotificationsPage' ? new Error('social is away') : undefined));
  expect(await screen.findByRole('alert')).toHaveTextContent('no están disponibles');
});

it('marks what is on later pages as read, too', async () => {
  const first = told('ntf_2', 'NEW_LESSON', { target: lesson });
  const second = told('ntf_1', 'NEW_LESSON', { createdAt: '2026-11-29T10:00:00Z', target: lesson });
  let unreadCount = 2;
  const pageOf = (node: Told, hasNextPage: boolean) => {
    const { notifications } = page([unreadCount === 0 ? { ...node, readAt: '2026-11-30T12:00:00Z' } : node]);
    return { data: { notifications: { ...notifications, unreadCount, pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: hasNextPage ? 'c' : null } } } };
  };
  show((name, variables) => {
    if (name === 'Viewer') return { data: viewer };
    if (name === 'NotificationsPage') return variables.after ? pageOf(second, false) : pageOf(first, true);
    if (name !== 'ReadNotificationsUntil') return undefined;
    unreadCount = 0;
    return { data: { markNotificationsRead: { __typename: 'NotificationsPayload', unreadCount, userErrors: [] } } };
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Ver más' }));
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'Marcar como leída' })).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Marcar todo como leído' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Marcar como leída' })).toBeNull());
});
