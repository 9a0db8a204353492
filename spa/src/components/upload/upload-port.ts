import type { ApolloClient } from '@apollo/client';
import { graphql } from '@/gql';
import { randomId } from '@/lib/random-id';

const CreateUpload = graphql(/* GraphQL */ `
  mutation CreateVideoUpload($input: CreateVideoUploadInput!) {
    createVideoUpload(input: $input) {
      upload { id tusUrl video { id status } }
      userErrors { code message }
    }
  }
`);

const AbortUpload = graphql(/* GraphQL */ `
  mutation AbortUpload($id: ID!) {
    abortUpload(id: $id) { upload { id status } userErrors { code message } }
  }
`);

/** A place at the server that takes the bytes of one file. */
export type Resource = { uploadId: string; tusUrl: string; videoId: string };
export type Created = { kind: 'created'; resource: Resource } | { kind: 'refused'; code: string; message: string };

/** What uploads ask the graph for. Each throws when there was no answer. */
export type UploadPort = {
  create: (file: File, lessonId: string, sha256: string | null) => Promise<Created>;
  abort: (uploadId: string) => Promise<void>;
};

/** What the browser says of a file is a hint at most: the server looks into it. */
const UNKNOWN_TYPE = 'application/octet-stream';

export function graphPort(client: ApolloClient): UploadPort {
  return {
    create: async (file, lessonId, sha256) => {
      const input = { idempotencyKey: randomId(), lessonId, filename: file.name, bytes: String(file.size), mimeType: file.type || UNKNOWN_TYPE, sha256 };
      const { data } = await client.mutate({ mutation: CreateUpload, variables: { input } });
      const answer = data?.createVideoUpload;
      if (!answer) throw new Error('createVideoUpload was not answered');
      const [refusal] = answer.userErrors;
      const upload = answer.upload;
      if (upload?.tusUrl) return { kind: 'created', resource: { uploadId: upload.id, tusUrl: upload.tusUrl, videoId: upload.video.id } };
      return { kind: 'refused', code: refusal?.code ?? 'REFUSED', message: refusal?.message ?? '' };
    },
    abort: async (uploadId) => {
      await client.mutate({ mutation: AbortUpload, variables: { id: uploadId } });
    },
  };
}
