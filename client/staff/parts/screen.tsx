import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLanguage } from '../language.tsx';

interface ScreenProps {
  readonly title: string;
  /** The list this screen was opened from. */
  readonly over?: { readonly title: string; readonly href: string } | undefined;
  /** What stands beside the title: the main things to do. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A screen: its title here and in the browser's tab, the way back, and its content. */
export function Screen({ title, over, actions, children }: ScreenProps) {
  const { words } = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${words.common.product}`;
  }, [title, words]);
  return (
    <>
      {over && (
        <p class="over small">
          <a href={over.href}>{over.title}</a>
        </p>
      )}
      <div class="screen-head">
        <h1 tabIndex={-1}>{title}</h1>
        {actions && <div class="screen-actions">{actions}</div>}
      </div>
      {children}
    </>
  );
}
