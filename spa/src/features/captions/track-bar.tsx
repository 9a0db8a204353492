import { useApolloClient } from '@apollo/client/react';
import { Download } from 'lucide-react';
import { Badge } from '@/components/ui/bits';
import { Button } from '@/components/ui/button';
import { Field, Select } from '@/components/ui/field';
import { graphql, readFragment, type FragmentType } from '@/gql';
import type { CaptionFormat, CaptionsState, TrackBar_TrackFragment as Track } from '@/gql/graphql';
import { moment } from '@/lib/format';
import { useI18n } from '@/lib/i18n';
import { languageName } from '@/lib/languages';
import { notify } from '@/lib/notify';
import { useAttempt } from '@/lib/use-attempt';
import { approve, fileOf, restore } from './caption-port';
import type { CueDesk } from './cue-desk';
import { RequestForm } from './request-form';
import { UploadForm } from './upload-form';

export const TrackBarFragment = graphql(/* GraphQL */ `
  fragment TrackBar_track on CaptionTrack {
    id
    locale
    isMachineMade
    approvedAt
    versions { revision origin cueCount at }
  }
`);

/** A file for a person to keep, under the name of its language. */
function keep(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

type ActsProps = { videoId: string; track: Track; desk: CueDesk | null; onRefresh: () => unknown };

/** Whose words they are, a person's word for them, and the file. */
function Acts({ videoId, track, desk, onRefresh }: ActsProps) {
  const { t } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const { id, locale, approvedAt, isMachineMade } = track;
  const download = (format: CaptionFormat) =>
    void attempt(t('cues.notDownloaded'), async () => keep(await fileOf(client, videoId, locale, format), `${locale}.${format.toLowerCase()}`));
  return (
    <>
      <span className="inline-flex min-h-11 items-center">
        <Badge>{t(isMachineMade ? 'cues.byMachine' : approvedAt ? 'cues.approved' : 'cues.byPerson')}</Badge>
      </span>
      <Button variant="outline" disabled={!desk} onClick={() => desk && void attempt(t('cues.notApproved'), () => approve(client, desk, id, !approvedAt), onRefresh)}>
        {t(approvedAt ? 'cues.unapprove' : 'cues.approve')}
      </Button>
      {(['SRT', 'VTT'] as const).map((format) => (
        <Button key={format} variant="ghost" className="px-2" aria-label={t('cues.download', { format })} title={t('cues.download', { format })} onClick={() => download(format)}>
          <Download aria-hidden />
          {format}
        </Button>
      ))}
    </>
  );
}

type VersionsProps = { track: Track; desk: CueDesk | null; onReplaced: () => unknown };

/** What the track was before; each can be put back. */
function Versions({ track, desk, onReplaced }: VersionsProps) {
  const { t, locale } = useI18n();
  const client = useApolloClient();
  const attempt = useAttempt();
  const putBack = (revision: number) => {
    if (!desk) return;
    void attempt(t('cues.notRestored'), () => restore(client, desk, track.id, revision), () => {
      notify({ message: t('cues.restored') });
      void onReplaced();
    });
  };
  return (
    <details>
      <summary className="min-h-11 content-center text-sm font-semibold">{t('cues.versions', { count: track.versions.length })}</summary>
      <ul className="grid gap-1">
        {track.versions.map(({ revision, origin, cueCount, at }) => (
          <li key={revision} className="flex flex-wrap items-center gap-3 text-sm">
            {moment(at, locale)} · {t(`cues.origin.${origin}`)} · {t('cues.count', { count: cueCount })}
            <Button size="small" variant="outline" aria-label={t('cues.restoreName', { when: moment(at, locale) })} disabled={!desk} onClick={() => putBack(revision)}>
              {t('cues.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

type Props = {
  videoId: string;
  state: CaptionsState;
  tracks: readonly FragmentType<typeof TrackBarFragment>[];
  /** Where the track's words are being written, once they are read. */
  desk: CueDesk | null;
  locale: string | null;
  onChoose: (locale: string) => void;
  onRefresh: () => unknown;
  onReplaced: () => unknown;
};

/** Which words are edited, and all that is done to them as a whole. */
export function TrackBar({ videoId, state, tracks: refs, desk, locale: chosen, onChoose, onRefresh, onReplaced }: Props) {
  const { t, locale: page } = useI18n();
  const tracks = refs.map((ref) => readFragment(TrackBarFragment, ref));
  const track = tracks.find(({ locale }) => locale === chosen);
  return (
    <div className="grid gap-1 rounded-lg border bg-card p-4">
      {tracks.length === 0 && <p>{t(`cues.state.${state}`)}</p>}
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        {track && (
          <>
            <Field label={t('cues.language')}>
              {(id) => (
                <Select id={id} value={track.locale} onChange={({ target: { value } }) => onChoose(value)}>
                  {tracks.map(({ id: trackId, locale }) => (
                    <option key={trackId} value={locale}>
                      {languageName({ locale, label: locale }, page)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Acts videoId={videoId} track={track} desk={desk} onRefresh={onRefresh} />
          </>
        )}
        <UploadForm videoId={videoId} locales={tracks.map(({ locale }) => locale)} onBefore={desk?.save} onReplaced={onReplaced} onChoose={onChoose} />
      </div>
      {tracks.length > 0 && state !== 'READY' && state !== 'NONE' && (
        <p role="status" className="text-sm text-muted-foreground">
          {t(`cues.state.${state}`)}
        </p>
      )}
      <RequestForm key={tracks.map(({ locale }) => locale).join(' ')} videoId={videoId} locales={tracks.map(({ locale }) => locale)} onAsked={onRefresh} />
      {track && track.versions.length > 0 && <Versions track={track} desk={desk} onReplaced={onReplaced} />}
    </div>
  );
}
