import { ApolloLink, Observable } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { clientOver } from '@/testing/client';
import { ElsewhereNotice } from './elsewhere-notice';
import { useOtherDevice, type Elsewhere } from './use-other-device';

const moved = (sessionId: string | null, lessonId = 'l1') => ({
  data: { resumeChanged: { __typename: 'ResumePoint', positionMs: 65_000, deviceLabel: 'Firefox · Linux', sessionId, lesson: { __typename: 'Lesson', id: lessonId, title: 'Uniones' } } },
});

function listen() {
  const told: Elsewhere[] = [];
  const listeners: ((event: ApolloLink.Result) => void)[] = [];
  const link = new ApolloLink(() => new Observable((observer) => void listeners.push((event) => observer.next(event))));
  function Page() {
    useOtherDevice('c1', 'own', (elsewhere) => told.push(elsewhere));
    return null;
  }
  render(
    <ApolloProvider client={clientOver(link)}>
      <Page />
    </ApolloProvider>,
  );
  return { told, tell: (event: ApolloLink.Result) => act(() => listeners.forEach((hear) => hear(event))) };
}

const show = (elsewhere: Elsewhere, isFollowed: boolean) => {
  const onGo = vi.fn();
  render(
    <I18nProvider>
      <MemoryRouter>
        <ElsewhereNotice elsewhere={elsewhere} lessonId="l1" isFollowed={isFollowed} onGo={onGo} onClose={vi.fn()} />
      </MemoryRouter>
    </I18nProvider>,
  );
  return onGo;
};
const at = (lessonId: string): Elsewhere => ({ lessonId, title: 'Uniones', positionMs: 65_000, deviceLabel: null });

describe('the same person on another device', () => {
  it('is told of, but not of what this player did, nor of what has no player', async () => {
    const { told, tell } = listen();
    tell(moved('own'));
    tell(moved(null));
    tell(moved('other'));
    await waitFor(() => expect(told).toEqual([{ lessonId: 'l1', title: 'Uniones', positionMs: 65_000, deviceLabel: 'Firefox · Linux' }]));
  });

  it('is asked whether the film that plays here should go there', () => {
    const onGo = show(at('l1'), false);
    expect(screen.getByRole('status')).toHaveTextContent('En otro dispositivo vas por 1:05.');
    fireEvent.click(screen.getByRole('button', { name: 'Ir a 1:05' }));
    expect(onGo).toHaveBeenCalledWith(65_000);
  });

  it('needs nothing where the film went along by itself', () => {
    show(at('l1'), true);
    expect(screen.getByRole('status')).toHaveTextContent('El vídeo te sigue desde otro dispositivo: 1:05.');
    expect(screen.queryByRole('button', { name: /Ir a/ })).toBeNull();
  });

  it('is led to the lesson that plays there', () => {
    show(at('l2'), false);
    expect(screen.getByRole('link', { name: 'Ir a esa lección' })).toHaveAttribute('href', '/learn/l2');
  });
});
