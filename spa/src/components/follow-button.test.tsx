import { ApolloProvider } from '@apollo/client/react';
import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { makeFragmentData } from '@/gql';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver } from '@/testing/client';
import { FollowButton, FollowButtonFragment } from './follow-button';

const show = (followerCount: number | null) => {
  const user = makeFragmentData({ __typename: 'User', id: 'usr_2', displayName: 'Lucía', followerCount, viewerFollows: null }, FollowButtonFragment);
  render(
    <ApolloProvider client={clientOver(answering(() => ({ data: { viewer: null } })))}>
      <I18nProvider>
        <MemoryRouter>
          <FollowButton user={user} />
        </MemoryRouter>
      </I18nProvider>
    </ApolloProvider>,
  );
};

it('says why nobody can be followed while the social service is down', () => {
  show(null);
  const button = screen.getByRole('button', { name: 'Seguir' });
  expect(button).toBeDisabled();
  expect(button).toHaveAccessibleDescription('Seguir a alguien no es posible ahora.');
});

it('leads a visitor to sign in, and counts the followers', async () => {
  show(2);
  expect(screen.getByText('2 seguidores')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Seguir a Lucía' })).toHaveAttribute('href', expect.stringContaining('/session/sign-in'));
});
