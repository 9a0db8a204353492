import { useRef } from 'react';
import { Button } from '@/components/ui/button';

/** Every container that we know of, also where the system has no type for its ending. The server looks into the file anyway. */
const ACCEPTED = 'video/*,.mkv,.avi,.ts,.m2ts,.mts,.3gp,.m4v,.mov,.webm,.mp4,.mpg,.mpeg,.wmv,.flv,.ogv';

export function FileButton({ label, name, onFile }: { label: string; name?: string; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
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
