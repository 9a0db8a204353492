import { ApolloProvider } from '@apollo/client/react';
import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notices } from '@/components/ui/notices';
import { I18nProvider } from '@/lib/i18n';
import { answering, clientOver, fieldsOf } from '@/testing/client';
import { OwnPhoto } from './own-photo';

type Image = { state: string; failureMessage: string | null } | null;

/** Identity, which keeps whose photo is which, and courses, which keeps uploads. */
class Services {
  image: Image = { state: 'QUEUED', failureMessage: null };
  sent: (string | null)[] = [];
  isDown = false;

  answer(name: string, variables: Record<string, unknown>) {
    if (name === 'ImageUpload') return { data: { upload: { __typename: 'Upload', id: 'upl_1', image: this.image && { __typename: 'UploadedImage', ...this.image } } } };
    if (this.isDown) return new Error('network');
    const avatarUploadId = fieldsOf(variables.input).avatarUploadId === null ? null : String(fieldsOf(variables.input).avatarUploadId);
    this.sent.push(avatarUploadId);
    const user = { __typename: 'User', id: 'usr_1', avatarUrl: null, large: null, pendingAvatarUploadId: avatarUploadId };
    return { data: { updateProfile: { __typename: 'ProfilePayload', user, userErrors: [] } } };
  }
}

let services: Services;
function show(props: Partial<Parameters<typeof OwnPhoto>[0]> = {}) {
  const onRefresh = vi.fn();
  render(
    <ApolloProvider client={clientOver(answering((name, variables) => services.answer(name, variables)))}>
      <I18nProvider>
        <OwnPhoto hasPhoto={false} pendingUploadId={null} onRefresh={onRefresh} {...props} />
        <Notices />
      </I18nProvider>
    </ApolloProvider>,
  );
  return onRefresh;
}

beforeEach(() => {
  services = new Services();
});

describe('one’s own photo', () => {
  it('is offered where there is none, with nothing to remove', () => {
    show();
    expect(screen.getByRole('button', { name: 'Añadir foto' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Quitar foto' })).toBeNull();
    expect(screen.getAllByRole('status').map((status) => status.textContent).join('')).toBe('');
  });

  it('goes when it is taken away, and the page is asked anew', async () => {
    const onRefresh = show({ hasPhoto: true });
    expect(screen.getByRole('button', { name: 'Cambiar foto' })).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Quitar foto' }));
    await vi.waitFor(() => expect(onRefresh).toHaveBeenCalled());
    expect(services.sent).toEqual([null]);
  });

  it('stays when taking it away fails, which is said and can be tried again', async () => {
    services.isDown = true;
    const onRefresh = show({ hasPhoto: true });
    fireEvent.click(screen.getByRole('button', { name: 'Quitar foto' }));
    expect(await screen.findByText('La foto no se pudo quitar.')).toBeVisible();
    expect(onRefresh).not.toHaveBeenCalled();
    services.isDown = false;
    fireEvent.click(screen.getByRole('button', { name: 'Reintentar' }));
    await vi.waitFor(() => expect(onRefresh).toHaveBeenCalled());
  });

  it('that was chosen before is said to be on its way', async () => {
    show({ pendingUploadId: 'upl_1' });
    expect(await screen.findByText('Preparando la imagen…')).toBeVisible();
  });

  it('that became none is told in the words of whoever looked at it', async () => {
    services.image = { state: 'FAILED', failureMessage: 'La imagen está dañada.' };
    show({ pendingUploadId: 'upl_1' });
    expect(await screen.findByText('La imagen está dañada.')).toBeVisible();
    expect(screen.queryByText('Preparando la imagen…')).toBeNull();
  });
});
