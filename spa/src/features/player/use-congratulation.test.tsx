import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Notices } from '@/components/ui/notices';
import type { EnrollmentStatus } from '@/gql/graphql';
import { I18nProvider } from '@/lib/i18n';
import { useCongratulation } from './use-congratulation';

function Lesson({ status }: { status: EnrollmentStatus }) {
  useCongratulation(status);
  return null;
}

const page = (status: EnrollmentStatus) => (
  <I18nProvider>
    <Lesson status={status} />
    <Notices />
  </I18nProvider>
);

it('congratulates when the last lesson was a text, and not whoever comes back to a completed course', async () => {
  const { unmount } = render(page('COMPLETED'));
  expect(screen.queryByText(/Enhorabuena/)).toBeNull();
  unmount();
  const again = render(page('ACTIVE'));
  again.rerender(page('COMPLETED'));
  expect(await screen.findByText(/Enhorabuena/)).toBeVisible();
});
