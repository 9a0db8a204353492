import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answerAll } from '@/testing/asking';
import { answering, clientOver } from '@/testing/client';
import { Component as Jobs } from './route';

type Job = { id: string; state: string; percent: number; cause: string | null };

const queue = (name: string, isLate: boolean) => ({
  __typename: 'JobQueue',
  name,
  waiting: isLate ? 7 : 0,
  messages: isLate ? 7 : null,
  oldestAt: isLate ? '2026-11-28T10:00:00Z' : null,
  isLate,
});

/** The platform's work, as a server keeps it. */
class Platform {
  scopes = ['admin'];
  jobs: Job[] = [
    { id: 'job_1', state: 'FAILED', percent: 40, cause: 'the media process was ended by SIGSEGV' },
    { id: 'job_2', state: 'RUNNING', percent: 70, cause: null },
  ];
  letters = [{ id: 'abc', queue: 'media.transcode.bulk', cause: 'it is no JSON', deadAt: '2026-11-28T10:00:00Z', body: 'no job at all' }];
  isRefusing = false;
  sent: [string, Record<string, unknown>][] = [];

  answer(name: string, variables: Record<string, unknown>) {
    this.sent.push([name, variables]);
    const id = String(variables.id);
    const user = { __typename: 'User', id: 'u', handle: 'u', displayName: 'U', avatarUrl: null, isInstructor: false };
    if (name === 'Viewer' || name === 'AdminScopes') return { data: { viewer: { __typename: 'Viewer', user, scopes: this.scopes } } };
    if (name === 'AdminJobs') return { data: { jobQueues: this.queues(), mediaJobs: this.page(variables.states) } };
    if (name === 'DeadLetters') return { data: { deadLetters: this.letters.map((letter) => ({ __typename: 'DeadLetter', ...letter })) } };
    if (name === 'ReplayMediaJob') return { data: { replayMediaJob: this.job(id, 'WAITING') } };
    if (name === 'DropMediaJob') return { data: { dropMediaJob: this.job(id, 'CANCELLED') } };
    this.letters = this.letters.filter((letter) => letter.id !== id);
    const payload = { __typename: 'DeadLetterPayload', deadLetter: { __typename: 'DeadLetter', id }, userErrors: [] };
    return { data: name === 'ReplayDeadLetter' ? { replayDeadLetter: payload } : { dropDeadLetter: payload } };
  }

  private queues() {
    return [queue('media.transcode.bulk', false), queue('media.transcode.interactive', true)];
  }

  private page(asked: unknown) {
    const states: unknown[] = Array.isArray(asked) ? asked : [];
    const video = { __typename: 'Video', id: 'vid_1', source: { __typename: 'SourceFile', name: 'índices.mp4' } };
    const nodes = this.jobs
      .filter((job) => states.length === 0 || states.includes(job.state))
      .map(({ cause, ...job }) => ({
        __typename: 'MediaJob', kind: 'TRANSCODE', urgency: 'INTERACTIVE', attempt: 5, workerId: 'worker-1', nextTryAt: null,
        queuedAt: '2026-11-28T10:00:00Z', video, cause: cause && { __typename: 'MediaJobCause', code: 'INTERNAL', message: cause }, ...job,
      }));
    return { __typename: 'MediaJobConnection', nodes, pageInfo: { __typename: 'PageInfo', hasNextPage: false } };
  }

  private job(id: string, state: string) {
    if (this.isRefusing) {
      const userErrors = [{ __typename: 'ValidationError', code: 'NOT_DEAD', message: 'No está muerto.' }];
      return { __typename: 'MediaJobPayload', job: null, userErrors };
    }
    this.jobs = this.jobs.map((job) => (job.id === id ? { ...job, state } : job));
    return { __typename: 'MediaJobPayload', job: { __typename: 'MediaJob', id, state, nextTryAt: null }, userErrors: [] };
  }
}

let platform: Platform;
const show = () =>
  render(
    <ApolloProvider client={clientOver(answering((name, variables) => platform.answer(name, variables)))}>
      <I18nProvider>
        <MemoryRouter>
          <Jobs />
        </MemoryRouter>
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );

let answers: ReturnType<typeof answerAll>;

afterEach(() => answers.stop());
beforeEach(() => {
  platform = new Platform();
  answers = answerAll(true);
});

describe('the page of jobs', () => {
  it('shows queues, late ones among them, jobs with their cause, and dead letters', async () => {
    show();
    const [bulk, late] = await screen.findAllByTestId('queue');
    expect(bulk).not.toHaveTextContent('Con retraso');
    expect(late).toHaveTextContent('Con retraso');
    const [dead, running] = screen.getAllByTestId('job');
    expect(dead).toHaveTextContent('Muerto');
    expect(dead).toHaveTextContent('Causa: un fallo nuestro');
    expect(dead).toHaveTextContent('SIGSEGV');
    expect(within(running ?? document.body).queryByRole('button', { name: /^Reintentar/ })).toBeNull();
    expect(await screen.findByTestId('letter')).toHaveTextContent('it is no JSON');
  });

  it('replays a dead job', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Reintentar Vídeo · índices.mp4' }));
    expect(await screen.findByText('Vídeo · índices.mp4 vuelve a la cola.')).toBeVisible();
    expect(platform.sent).toContainEqual(['ReplayMediaJob', { id: 'job_1' }]);
  });

  it('says what was refused', async () => {
    platform.isRefusing = true;
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Reintentar Vídeo · índices.mp4' }));
    expect(await screen.findByText(/No está muerto/)).toBeVisible();
  });

  it('drops a job only when one is sure, and no longer lists it', async () => {
    answers.stop();
    answers = answerAll(false);
    show();
    const [drop] = await screen.findAllByRole('button', { name: 'Descartar Vídeo · índices.mp4' });
    fireEvent.click(drop ?? document.body);
    expect(answers.count).toBe(1);
    expect(platform.sent.map(([name]) => name)).not.toContain('DropMediaJob');
    answers.stop();
    answers = answerAll(true);
    fireEvent.click(drop ?? document.body);
    expect(await screen.findByText('Vídeo · índices.mp4 se ha descartado.')).toBeVisible();
    await vi.waitFor(() => expect(screen.getAllByTestId('job')).toHaveLength(1));
  });

  it('puts a dead letter back', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Reintentar mensaje para media.transcode.bulk' }));
    expect(await screen.findByText('No hay ninguno.')).toBeVisible();
  });

  it('asks for all jobs when all are wanted', async () => {
    show();
    fireEvent.click(await screen.findByRole('button', { name: 'Todos' }));
    await vi.waitFor(() => expect(platform.sent).toContainEqual(['AdminJobs', { states: [], first: 50 }]));
  });

  it('shows nothing of it to others', async () => {
    platform.scopes = ['courses:write'];
    show();
    expect(await screen.findByText('Esta página es para administradores')).toBeVisible();
    expect(platform.sent.map(([name]) => name)).not.toContain('AdminJobs');
  });
});
