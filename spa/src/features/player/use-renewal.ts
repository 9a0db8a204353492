import { useMutation } from '@apollo/client/react';
import { useCallback, useEffect, useRef } from 'react';
import { graphql } from '@/gql';
import { isSuperseded, type Grant } from './use-playback';

// Not `startAtMs`: that is for opening a lesson, and a player that is renewed already stands somewhere.
const RenewPlayback = graphql(/* GraphQL */ `
  mutation RenewPlayback($sessionId: ID!) {
    renewPlayback(sessionId: $sessionId) {
      ... on PlaybackGrant { sessionId renewAfter hlsUrl }
      ... on PlaybackDenied { reason message }
    }
  }
`);

/** The longest wait a timer can hold. */
const MAX_TIMEOUT_MS = 2_000_000_000;
const AGAIN_MS = 30_000;

type Told = { onDenied: (message: string) => void; onSuperseded: () => void };

const until = (moment: string) => Math.min(MAX_TIMEOUT_MS, Math.max(1_000, new Date(moment).getTime() - Date.now()));

/** Keeps the newest address of a session, renewed in time, and again when asked; without network it is tried until it works. */
export function useRenewal(grant: Grant, isEnabled: boolean, told: Told) {
  const [mutate] = useMutation(RenewPlayback, { fetchPolicy: 'no-cache' });
  const address = useRef(grant.hlsUrl);
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });

  /** When to renew next; `null` after a refusal, `undefined` when there was no answer. */
  const renew = useCallback(async (): Promise<string | null | undefined> => {
    const [answer] = await Promise.allSettled([mutate({ variables: { sessionId: grant.sessionId } })]);
    const renewed = answer.status === 'fulfilled' ? answer.value.data?.renewPlayback : undefined;
    if (!renewed) return undefined;
    if (renewed.__typename === 'PlaybackGrant') {
      address.current = renewed.hlsUrl;
      return renewed.renewAfter;
    }
    if (isSuperseded(renewed.reason)) latest.current.onSuperseded();
    else latest.current.onDenied(renewed.message);
    return null;
  }, [mutate, grant.sessionId]);

  useEffect(() => {
    address.current = grant.hlsUrl;
    if (!isEnabled) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const turn = async () => {
      const next = await renew();
      if (isOver || next === null) return;
      timer = setTimeout(() => void turn(), next === undefined ? AGAIN_MS : until(next));
    };
    timer = setTimeout(() => void turn(), until(grant.renewAfter));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [grant, isEnabled, renew]);
  return { address, renew };
}
