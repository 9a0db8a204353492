import type { ApolloClient } from '@apollo/client';
import { graphql } from '@/gql';
import type { ImagePurpose } from '@/gql/graphql';
import { Transfer } from '@/components/upload/transfer';
import { randomId } from '@/lib/random-id';
import type { Chosen } from './crop-dialog';

const CreateImageUpload = graphql(/* GraphQL */ `
  mutation CreateImageUpload($input: CreateImageUploadInput!) {
    createImageUpload(input: $input) {
      upload { id tusUrl }
      userErrors { code message }
    }
  }
`);

export const ImageUploadQuery = graphql(/* GraphQL */ `
  query ImageUpload($id: ID!) {
    upload(id: $id) { id image { state failureMessage } }
  }
`);

const ASK_EVERY_MS = 1_000;
const PATIENCE_MS = 90_000;

/** What the server refused, in its words. */
export class PictureRefused extends Error {}

/** Announces a picture and brings its bytes there; resolves with the upload's id once it is whole. */
export async function sendPicture(client: ApolloClient, purpose: ImagePurpose, { file, crop, background }: Chosen): Promise<string> {
  const input = {
    idempotencyKey: randomId(),
    purpose,
    filename: file.name,
    bytes: String(file.size),
    mimeType: file.type || 'application/octet-stream',
    crop,
    background,
  };
  const { data } = await client.mutate({ mutation: CreateImageUpload, variables: { input } });
  const [refusal] = data?.createImageUpload.userErrors ?? [];
  if (refusal) throw new PictureRefused(refusal.message);
  const upload = data?.createImageUpload.upload;
  const tusUrl = upload?.tusUrl;
  if (!upload || !tusUrl) throw new Error('createImageUpload was not answered');
  await new Promise<void>((resolve, reject) => {
    const end = (because: string) => () => reject(new Error(because));
    new Transfer(file, tusUrl, { onBytes: () => undefined, onWait: () => undefined, onDone: resolve, onGone: end('gone'), onRefused: end('refused') }).start();
  });
  return upload.id;
}

/** Waits until the picture can be shown; false when that takes longer than anybody waits. Throws what was found in it. */
export async function pictureReady(client: ApolloClient, uploadId: string, signal: AbortSignal): Promise<boolean> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && !signal.aborted) {
    const { data } = await client.query({ query: ImageUploadQuery, variables: { id: uploadId }, fetchPolicy: 'network-only' }).catch(() => ({ data: undefined }));
    const image = data?.upload?.image;
    if (image?.state === 'READY') return true;
    if (image?.state === 'FAILED') throw new PictureRefused(image.failureMessage ?? '');
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return false;
}
