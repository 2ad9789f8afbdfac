import type { ComponentChildren } from 'preact';

interface ScrollBoxProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A wide table on a narrow screen is pushed sideways; the keyboard must be able to do that too (WCAG 2.1.1). */
export function ScrollBox({ label, children }: ScrollBoxProps) {
  const reachable = { role: 'region', tabIndex: 0, 'aria-label': label } as const;
  return (
    <div class="scroll" {...reachable}>
      {children}
    </div>
  );
}
