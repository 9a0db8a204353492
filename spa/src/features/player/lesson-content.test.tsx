import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { makeFragmentData } from '@/gql';
import type { AccessReason } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { LessonContentFragment, LessonContentView } from './lesson-content';

function open(allowed: boolean, reason: AccessReason) {
  const lesson = makeFragmentData(
    {
      __typename: 'Lesson',
      id: 'les_1',
      title: 'Leer',
      durationMs: 0,
      course: { __typename: 'Course', id: 'crs_1', slug: 'sql', originalLocale: 'es', availableLocales: [] },
      viewerAccess: { __typename: 'LessonAccess', allowed, reason },
      viewerProgress: null,
      content: { __typename: 'ArticleContent', html: allowed ? '<p>palabras</p>' : '', readingMs: 1_000 },
    },
    LessonContentFragment,
  );
  const none = vi.fn();
  render(
    <ApolloProvider client={clientOver(answering(() => undefined))}>
      <I18nProvider>
        <MemoryRouter>
          <LessonContentView
            lesson={lesson}
            playback={{ kind: 'asking' }}
            isCounted={false}
            viewerId="usr_1"
            controlsRef={{ current: null }}
            followRef={{ current: null }}
            onEnded={none}
            onMoves={none}
            onNext={none}
            onNote={none}
            onHelp={none}
            onSecond={none}
            onWatched={none}
            onSuperseded={none}
            onAsk={none}
            onRetry={none}
          />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
}

describe('an article that is closed', () => {
  it('says what to do first instead of an empty page', () => {
    open(false, 'LOCKED_BY_ORDER');
    expect(screen.getByRole('heading').textContent).toMatch(/Termina antes|Finish the earlier/);
    expect(screen.getByRole('link').getAttribute('href')).toBe('/courses/sql');
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('is read once it is open', () => {
    open(true, 'FREE');
    expect(screen.getByRole('article').textContent).toContain('palabras');
  });
});
