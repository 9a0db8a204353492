import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drafts } from '@/lib/drafts';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { clientOver } from '@/testing/client';
import { Comments } from './comments';

const user = (id: string) => ({ __typename: 'User', id, handle: id, displayName: id, avatarUrl: null, isInstructor: false });
const page = (nodes: unknown[], endCursor: string | null = null) => ({
  __typename: 'CommentConnection',
  nodes,
  pageInfo: { __typename: 'PageInfo', hasNextPage: endCursor !== null, endCursor },
  totalCount: nodes.length,
});
const comment = (id: string, by: string, text: string, replies: unknown[] = []) => ({
  __typename: 'Comment',
  id,
  author: user(by),
  positionMs: null,
  bodyHtml: `<p>${text}</p>`,
  bodyMarkdown: text,
  locale: null,
  visibility: 'VISIBLE',
  editedAt: null,
  upvotes: 0,
  viewerUpvoted: false,
  viewerModerates: false,
  isAnswer: false,
  fromInstructor: false,
  createdAt: '2026-01-01T00:00:00Z',
  replyCount: replies.length,
  replies: page(replies),
});

type Answers = Record<string, unknown>;

function show(nodes: unknown[], answers: Answers = {}) {
  const asked: [string, unknown][] = [];
  const data: Answers = {
    Viewer: { viewer: { __typename: 'Viewer', user: user('ana'), scopes: [] } },
    LessonComments: { lesson: { __typename: 'Lesson', id: 'l1', comments: page(nodes) } },
    ...answers,
  };
  const link = new ApolloLink(
    ({ operationName = '', variables }) =>
      new Observable((observer) => {
        asked.push([operationName, variables]);
        const answer = data[operationName];
        if (answer === 'down') observer.error(new Error('down'));
        else if (answer) observer.next({ data: answer });
        if (answer) observer.complete();
      }),
  );
  render(
    <ApolloProvider client={clientOver(link)}>
      <I18nProvider>
        <MemoryRouter>
          <Comments lessonId="l1" positionMs={0} signedIn onSeek={vi.fn()} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
  return asked;
}

const deleted = (id: string, replyCount: number, parent: unknown = null) => ({
  DeleteComment: {
    deleteComment: {
      __typename: 'CommentPayload',
      comment: { __typename: 'Comment', id, bodyMarkdown: null, bodyHtml: null, visibility: 'DELETED', replyCount, parent, thread: null },
      userErrors: [],
    },
  },
});
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
let answers: ReturnType<typeof answerAll> | null = null;
const agree = (answer: boolean) => {
  answers = answerAll(answer);
};

afterEach(() => {
  vi.restoreAllMocks();
  answers?.stop();
  drafts.clear();
});

describe('the comments of a lesson', () => {
  it('lets people change only what they wrote', async () => {
    show([comment('c1', 'ana', 'mine'), comment('c2', 'eva', 'hers')]);
    expect(await screen.findAllByRole('button', { name: 'Editar' })).toHaveLength(1);
    const [mine, hers] = screen.getAllByRole('listitem').map((item) => within(item).queryByRole('button', { name: 'Borrar' }));
    expect(mine).toBeVisible();
    expect(hers).toBeNull();
  });

  it('offers nobody a vote for what they wrote, and says how many others gave', async () => {
    show([{ ...comment('c1', 'ana', 'mine'), upvotes: 2 }, comment('c2', 'eva', 'hers')]);
    expect(await screen.findByText('Marcada como útil 2 veces')).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /Marcar como útil/ })).toHaveLength(1);
  });

  it('lets a teacher of the course remove what others wrote, and change nothing of it', async () => {
    show([{ ...comment('c2', 'eva', 'hers'), viewerModerates: true, fromInstructor: true }]);
    expect(await screen.findByRole('button', { name: 'Borrar' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Editar' })).toBeNull();
    expect(screen.getByText('Imparte el curso')).toBeVisible();
  });

  it('offers what is in another language in that of the page, and says that a machine did it', async () => {
    const text = { __typename: 'Comment', id: 'c1', translation: 'Por qué no?' };
    const asked = show([{ ...comment('c1', 'eva', 'Why not?'), locale: 'en' }, { ...comment('c2', 'eva', 'Porque sí'), locale: 'es' }], { CommentTranslation: { comment: text } });
    fireEvent.click(await screen.findByRole('button', { name: 'Traducir' }));
    expect(await screen.findByText('Por qué no?')).toBeVisible();
    expect(screen.getByText('Traducción automática · Inglés')).toBeVisible();
    expect(asked).toContainEqual(['CommentTranslation', { id: 'c1', to: 'es' }]);
    click('Ocultar la traducción');
    expect(screen.queryByText('Por qué no?')).toBeNull();
  });

  it('offers nobody a translation of what they wrote themselves', async () => {
    show([{ ...comment('c1', 'ana', 'Why not?'), locale: 'en' }]);
    expect(await screen.findByRole('button', { name: 'Editar' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Traducir' })).toBeNull();
  });

  it('says so where nothing translates it', async () => {
    show([{ ...comment('c1', 'eva', 'なぜ'), locale: 'ja' }], { CommentTranslation: { comment: { __typename: 'Comment', id: 'c1', translation: null } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Traducir' }));
    expect(await screen.findByText('No hay traducción para este idioma.')).toBeVisible();
  });

  it('edits the source in place', async () => {
    const asked = show([comment('c1', 'ana', 'mine')], {
      EditComment: {
        editComment: {
          __typename: 'CommentPayload',
          comment: { __typename: 'Comment', id: 'c1', bodyMarkdown: 'new', bodyHtml: '<p>new</p>', locale: null, visibility: 'VISIBLE', editedAt: '2026-01-02T00:00:00Z' },
          userErrors: [],
        },
      },
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Editar' }));
    const box = screen.getByLabelText('Edita tu comentario');
    expect(box).toHaveFocus();
    expect(box).toHaveValue('mine');
    fireEvent.change(box, { target: { value: 'new' } });
    click('Guardar');
    // Both from what is there at one moment: the box closes and the text is laid out in steps.
    await waitFor(() => {
      expect(screen.getByText('new', { selector: 'p' })).toBeVisible();
      expect(screen.getByText('(editado)')).toBeVisible();
    });
    expect(asked).toContainEqual(['EditComment', { id: 'c1', bodyMarkdown: 'new' }]);
  });

  it('keeps the comment when the edit is given up', async () => {
    show([comment('c1', 'ana', 'mine')]);
    fireEvent.click(await screen.findByRole('button', { name: 'Editar' }));
    click('Cancelar');
    expect(screen.getByText('mine')).toBeVisible();
  });

  it('deletes after asking, and counts one less', async () => {
    agree(true);
    show([comment('c1', 'ana', 'mine'), comment('c2', 'eva', 'hers')], deleted('c1', 0));
    fireEvent.click(await screen.findByRole('button', { name: 'Borrar' }));
    await waitFor(() => expect(screen.queryByText('mine')).toBeNull());
    expect(screen.getByRole('status')).toHaveTextContent('1 comentario');
    expect(screen.getByText('hers')).toBeVisible();
  });

  it('deletes nothing unless it is confirmed', async () => {
    agree(false);
    const asked = show([comment('c1', 'ana', 'mine')]);
    fireEvent.click(await screen.findByRole('button', { name: 'Borrar' }));
    expect(asked.map(([name]) => name)).not.toContain('DeleteComment');
  });

  it('leaves a mark where replies hang on what was deleted', async () => {
    agree(true);
    show([comment('c1', 'ana', 'mine', [comment('c2', 'eva', 'hers')])], deleted('c1', 1));
    fireEvent.click(await screen.findByRole('button', { name: 'Borrar' }));
    expect(await screen.findByText('Este comentario se ha borrado.')).toBeVisible();
    expect(screen.getByText('hers')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('1 comentario');
  });

  it('takes the mark away with the last reply', async () => {
    agree(true);
    const gone = { ...comment('c1', 'eva', '', [comment('c2', 'ana', 'mine')]), bodyHtml: null, bodyMarkdown: null, visibility: 'DELETED' };
    show([gone], deleted('c2', 0, { __typename: 'Comment', id: 'c1', visibility: 'DELETED', replyCount: 0 }));
    fireEvent.click(await screen.findByRole('button', { name: 'Borrar' }));
    await waitFor(() => expect(screen.queryByText('Este comentario se ha borrado.')).toBeNull());
    expect(screen.getByRole('status')).toHaveTextContent('Nadie ha comentado');
  });

  it('puts who answers into the box', async () => {
    show([comment('c1', 'eva', 'hers')]);
    await screen.findByText('hers');
    click('Responder');
    expect(screen.getByLabelText('Responder a eva')).toHaveFocus();
  });

  it('says once that the comments are down, and tries again', async () => {
    const asked = show([], { LessonComments: 'down' });
    expect(await screen.findByRole('alert')).toHaveTextContent('Los comentarios no están disponibles ahora');
    expect(screen.queryByText('No hemos podido cargar esto.')).toBeNull();
    const before = asked.length;
    fireEvent.click(screen.getByRole('button'));
    expect(asked.length).toBeGreaterThan(before);
  });

  it('reaches the replies past the first page', async () => {
    const long = { ...comment('c1', 'eva', 'question', [comment('r1', 'eva', 'first')]), replyCount: 2 };
    long.replies = page([comment('r1', 'eva', 'first')], 'r1');
    const rest = { MoreReplies: { comment: { __typename: 'Comment', id: 'c1', replies: page([comment('r2', 'eva', 'second')]) } } };
    const asked = show([long], rest);
    fireEvent.click(await screen.findByRole('button', { name: 'Ver 1 respuesta más' }));
    expect(await screen.findByText('second')).toBeVisible();
    expect(screen.getByText('first')).toBeVisible();
    expect(screen.queryByRole('button', { name: /respuesta más/ })).toBeNull();
    expect(asked).toContainEqual(['MoreReplies', { id: 'c1', signedIn: true, after: 'r1' }]);
  });

  it('shows one’s own reply at once, though more replies lie before it', async () => {
    const long = { ...comment('c1', 'eva', 'question'), replyCount: 40, replies: page([comment('r1', 'eva', 'first')], 'r1') };
    const own = { ...comment('r99', 'ana', 'my reply'), parent: { __typename: 'Comment', id: 'c1', replyCount: 41 } };
    show([long], { AddComment: { addComment: { __typename: 'CommentPayload', comment: own, userErrors: [] } } });
    await screen.findByText('first');
    click('Responder');
    fireEvent.change(screen.getByLabelText('Responder a eva'), { target: { value: 'my reply' } });
    click('Enviar respuesta');
    expect(await screen.findByText('my reply', { selector: 'p' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Ver 39 respuestas más' })).toBeVisible();
  });

  it('keeps what is being written over a reload: comment, reply and edit', async () => {
    const nodes = [comment('c1', 'eva', 'hers'), comment('c2', 'ana', 'mine')];
    show(nodes);
    fireEvent.change(await screen.findByLabelText('Escribe un comentario'), { target: { value: 'half a comment' } });
    fireEvent.click(screen.getAllByRole('button', { name: 'Responder' })[0] ?? document.body);
    fireEvent.change(screen.getByLabelText('Responder a eva'), { target: { value: 'half a reply' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Editar' }));
    fireEvent.change(screen.getByLabelText('Edita tu comentario'), { target: { value: 'half an edit' } });
    cleanup();
    show(nodes);
    expect(await screen.findByLabelText('Escribe un comentario')).toHaveValue('half a comment');
    expect(screen.getByLabelText('Responder a eva')).toHaveValue('half a reply');
    expect(await screen.findByLabelText('Edita tu comentario')).toHaveValue('half an edit');
  });

  it('leaves nothing behind once it is sent', async () => {
    const own = { ...comment('c9', 'ana', 'sent'), parent: null };
    show([], { AddComment: { addComment: { __typename: 'CommentPayload', comment: own, userErrors: [] } } });
    fireEvent.change(await screen.findByLabelText('Escribe un comentario'), { target: { value: 'sent' } });
    click('Comentar');
    expect(await screen.findByText('sent', { selector: 'p' })).toBeVisible();
    await waitFor(() => expect(screen.getByLabelText('Escribe un comentario')).toHaveValue(''));
    expect(drafts.read('l1.new')).toBeNull();
  });

  it('are for those who take the course, which is no failure', async () => {
    show([], { LessonComments: { lesson: { __typename: 'Lesson', id: 'l1', comments: null } } });
    expect(await screen.findByText('Los comentarios son para quienes siguen el curso.')).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
