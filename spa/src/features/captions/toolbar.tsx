import { Button } from '@/components/ui/button';
import { useI18n } from '@/lib/i18n';
import { KEYS, type Command } from './commands';

const GROUPS: Command[][] = [
  ['play', 'back', 'forward', 'replay'],
  ['previous', 'next', 'doubt', 'find'],
  ['split', 'merge', 'insert', 'remove'],
  ['startEarlier', 'startLater', 'endEarlier', 'endLater', 'earlier', 'later', 'startHere', 'endHere'],
  ['undo', 'redo', 'save'],
];

/** As `aria-keyshortcuts` wants them. */
const ARIA: Record<string, string> = { '⇧': 'Shift', '↑': 'ArrowUp', '↓': 'ArrowDown', '↵': 'Enter', '⌫': 'Backspace', Ctrl: 'Control' };
const ariaKeys = (keys: string) => keys.split(' ').map((key) => ARIA[key] ?? key).join('+');

type Props = { isDisabled: (command: Command) => boolean; onRun: (command: Command) => void };

/** Every command with its key, for those who do not know them yet. */
export function Toolbar({ isDisabled, onRun }: Props) {
  const { t } = useI18n();
  return (
    <div role="group" aria-label={t('cues.commands')} className="flex flex-wrap gap-x-4 gap-y-1.5">
      {GROUPS.map(([first, ...more]) => (
        <div key={first} className="flex flex-wrap gap-1">
          {[first, ...more].map(
            (command) =>
              command && (
                <Button
                  key={command}
                  size="small"
                  variant="outline"
                  className="gap-1.5 px-2"
                  aria-keyshortcuts={ariaKeys(KEYS[command])}
                  disabled={isDisabled(command)}
                  // The caret stays in the text.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onRun(command)}
                >
                  {t(`cues.command.${command}`)}
                  <kbd aria-hidden className="text-xs font-normal text-muted-foreground max-lg:hidden">
                    {KEYS[command]}
                  </kbd>
                </Button>
              ),
          )}
        </div>
      ))}
    </div>
  );
}
