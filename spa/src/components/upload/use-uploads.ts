import type { ApolloClient } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { graphPort } from './upload-port';
import type { UploadItem } from './upload-list';
import { Uploads } from './upload-store';

const stores = new WeakMap<ApolloClient, Map<string, Uploads>>();

/** One for each account, as long as the page lives: rows and pages only look at it. */
export function uploadsOf(client: ApolloClient, accountId: string): Uploads {
  const ofClient = stores.get(client) ?? new Map<string, Uploads>();
  stores.set(client, ofClient);
  const found = ofClient.get(accountId);
  if (found) return found;
  const made = new Uploads(graphPort(client), accountId);
  ofClient.set(accountId, made);
  void made.recall();
  return made;
}

export function useUploads(accountId: string): [readonly UploadItem[], Uploads] {
  const uploads = uploadsOf(useApolloClient(), accountId);
  return [useSyncExternalStore(uploads.subscribe, uploads.current), uploads];
}
