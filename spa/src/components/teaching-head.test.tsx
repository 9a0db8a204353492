import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { I18nProvider } from '@/lib/i18n';
import { TeachingHead } from './teaching-head';

it.each([
  ['from a lesson', { from: '/teach/c1' }, 'Editar curso', '/teach/c1'],
  ['from the list', null, 'Mis vídeos', '/teach/videos'],
  ['from elsewhere', { from: 'https://elsewhere.example' }, 'Mis vídeos', '/teach/videos'],
])('leads whoever came %s back there', (_, state, name, to) => {
  render(
    <I18nProvider>
      <MemoryRouter initialEntries={[{ pathname: '/teach/videos/v1/captions', state }]}>
        <TeachingHead title="Subtítulos" back={{ to: '/teach/videos', name: 'Mis vídeos' }} />
      </MemoryRouter>
    </I18nProvider>,
  );
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', to);
});
