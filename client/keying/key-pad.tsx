import { useLanguage } from '../staff/language.tsx';

const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '-'];

/** Keys on the glass, where there is no keyboard. Slow, and said to be: keying wants a number pad. */
export function KeyPad({ onKey }: { onKey(name: string): void }) {
  const { words } = useLanguage();
  const { keying } = words;
  return (
    <section class="pad" aria-label={keying.padTitle}>
      <div class="pad-keys">
        {PAD.map((name) => (
          <PadKey key={name} name={name} label={name} onKey={onKey} />
        ))}
        <PadKey name="Backspace" label="⌫" spoken={keying.back} onKey={onKey} />
        <PadKey name="," label="," onKey={onKey} />
        <PadKey name="Enter" label="↵" spoken={keying.enter} onKey={onKey} />
      </div>
      <p class="note">{keying.keyboardWanted}</p>
    </section>
  );
}

interface PadKeyProps {
  readonly name: string;
  readonly label: string;
  readonly spoken?: string | undefined;
  onKey(name: string): void;
}

function PadKey({ name, label, spoken, onKey }: PadKeyProps) {
  return (
    <button type="button" class="pad-key" aria-label={spoken ?? label} onClick={() => onKey(name)}>
      {label}
    </button>
  );
}
