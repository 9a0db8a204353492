import { useRef } from 'react';
import { Button } from '@/components/ui/button';

/**
 * Every container that the transcoder takes apart, by type and by ending, since not every system has a type for each; sound
 * alone is a lesson too. Not `video/*`: that offers ASF and WMV too, which would be refused after the last byte. The server looks into the file anyway.
 */
const ACCEPTED = [
  'video/mp4,video/quicktime,video/x-m4v,video/webm,video/x-matroska,video/matroska,video/x-msvideo,video/avi,video/mp2t',
  'video/mpeg,video/3gpp,video/3gpp2,video/ogg,video/x-flv',
  'audio/mpeg,audio/mp4,audio/x-m4a,audio/aac,audio/wav,audio/x-wav,audio/flac,audio/ogg,audio/aiff,audio/amr',
  '.mp4,.m4v,.mov,.webm,.mkv,.avi,.ts,.m2ts,.mts,.mpg,.mpeg,.vob,.3gp,.3g2,.ogv,.ogg,.flv,.mp3,.m4a,.aac,.wav,.flac,.opus,.oga,.aif,.aiff,.amr',
].join(',');

type Props = { label: string; name?: string; accept?: string; onFile: (file: File) => void };

/** Asks for one file: a video where nothing else is named. */
export function FileButton({ label, name, accept = ACCEPTED, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        className="sr-only"
        tabIndex={-1}
        aria-label={name ?? label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
      <Button size="small" variant="outline" aria-label={name} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
