import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import type { Upload as TusUpload } from 'tus-js-client';
import { graphql } from '@/gql';
import { randomId } from '@/lib/random-id';
import { CSRF_HEADER, refreshSession } from '@/lib/session';
import { vault } from '@/lib/vault';
import { fingerprint, wholeSha256 } from './fingerprint';

const CreateUpload = graphql(/* GraphQL */ `
  mutation CreateVideoUpload($input: CreateVideoUploadInput!) {
    createVideoUpload(input: $input) {
      upload { id tusUrl video { id status } }
      userErrors { code message }
    }
  }
`);

const CHUNK_BYTES = 8 * 1024 * 1024;
const RETRY_MS = [0, 1_000, 3_000, 8_000, 20_000];
const UNAUTHORIZED = 401;
/** Refusals that pass: a token that ran out, an offset that moved, an upload that another request still holds. */
const WORTH_ANOTHER_TRY: readonly number[] = [UNAUTHORIZED, 409, 423];
const SPEED_WINDOW_MS = 4_000;

export type Unfinished = { lessonId: string; name: string; print: string; tusUrl: string; videoId: string };
export type UploadState =
  | { kind: 'none' }
  | { kind: 'refused'; message: string }
  | { kind: 'moving' | 'paused' | 'broken'; name: string; sent: number; total: number; perSecond: number }
  | { kind: 'sent'; videoId: string };

type Texts = { notSame: (name: string) => string; failed: string };

/** One file to one lesson over tus; its address outlives the page, so that a reload can go on. */
export function useUpload(lessonId: string, texts: Texts) {
  const [state, setState] = useState<UploadState>({ kind: 'none' });
  const [unfinished, setUnfinished] = useState<Unfinished | null>(null);
  const [create] = useMutation(CreateUpload);
  const upload = useRef<TusUpload | null>(null);

  useEffect(() => {
    vault.get<Unfinished>('uploads', lessonId).then((found) => setUnfinished(found ?? null), () => undefined);
    return () => void upload.current?.abort().catch(() => undefined);
  }, [lessonId]);

  const isMoving = state.kind === 'moving';
  useEffect(() => {
    if (!isMoving) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isMoving]);

  const push = async (file: File, target: Unfinished) => {
    const { Upload } = await import('tus-js-client');
    let mark = { at: performance.now(), sent: -1 };
    let perSecond = 0;
    const show = (kind: 'moving' | 'broken', sent: number) => setState({ kind, name: file.name, sent, total: file.size, perSecond });
    let sent = 0;
    upload.current = new Upload(file, {
      uploadUrl: target.tusUrl,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      headers: CSRF_HEADER,
      storeFingerprintForResuming: false,
      onAfterResponse: async (_request, response) => {
        if (response.getStatus() === UNAUTHORIZED) await refreshSession();
      },
      onShouldRetry: (error) => {
        const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
        return status < 400 || status >= 500 || WORTH_ANOTHER_TRY.includes(status);
      },
      onProgress: (now) => {
        sent = now;
        if (mark.sent < 0) mark = { at: performance.now(), sent: now };
        const elapsed = performance.now() - mark.at;
        if (elapsed > 400) perSecond = ((now - mark.sent) / elapsed) * 1000;
        if (elapsed > SPEED_WINDOW_MS) mark = { at: performance.now(), sent: now };
        show('moving', now);
      },
      onError: () => show('broken', sent),
      onSuccess: () => {
        void vault.remove('uploads', lessonId).catch(() => undefined);
        setUnfinished(null);
        setState({ kind: 'sent', videoId: target.videoId });
      },
    });
    show('moving', 0);
    upload.current.start();
  };

  const begin = async (file: File) => {
    try {
      const print = await fingerprint(file);
      if (unfinished) {
        if (unfinished.print !== print) return setState({ kind: 'refused', message: texts.notSame(unfinished.name) });
        return await push(file, unfinished);
      }
      const { data } = await create({
        variables: {
          input: {
            idempotencyKey: randomId(),
            lessonId,
            filename: file.name,
            bytes: String(file.size),
            mimeType: file.type || 'video/mp4',
            sha256: await wholeSha256(file),
          },
        },
      });
      const created = data?.createVideoUpload.upload;
      if (!created?.tusUrl) {
        return setState({ kind: 'refused', message: data?.createVideoUpload.userErrors[0]?.message ?? texts.failed });
      }
      const target: Unfinished = { lessonId, name: file.name, print, tusUrl: created.tusUrl, videoId: created.video.id };
      await vault.put('uploads', lessonId, target).catch(() => undefined);
      await push(file, target);
    } catch {
      setState({ kind: 'refused', message: texts.failed });
    }
  };

  const pause = () => {
    void upload.current?.abort();
    setState((now) => (now.kind === 'moving' ? { ...now, kind: 'paused' } : now));
  };
  const resume = () => {
    setState((now) => (now.kind === 'paused' || now.kind === 'broken' ? { ...now, kind: 'moving' } : now));
    upload.current?.start();
  };
  return { state, unfinished, begin: (file: File) => void begin(file), pause, resume };
}
