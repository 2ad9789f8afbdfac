import { useState } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Check } from './parts/field.tsx';
import { shortcutsOn, switchShortcuts } from './use-shortcuts.ts';

/** The list of keys, and the switch that turns them off on this machine. */
export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const { words } = useLanguage();
  const { shell } = words.staff;
  const [on, setOn] = useState(shortcutsOn);
  const keys: readonly (readonly [string, string])[] = [
    ['?', shell.keys.help],
    ['1 2 3', shell.keys.section],
    ['t', shell.keys.table],
    ['r', shell.keys.refresh],
    ['n', shell.keys.missing],
    ['Esc', shell.keys.escape],
  ];
  return (
    <Dialog title={shell.shortcuts} onClose={onClose}>
      <dl class="keys">
        {keys.map(([names, meaning]) => (
          <div key={names}>
            <dt>
              {names.split(' ').map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <Check
        label={shell.shortcutsOn}
        checked={on}
        onChange={(checked) => {
          switchShortcuts(checked);
          setOn(checked);
        }}
      />
    </Dialog>
  );
}
