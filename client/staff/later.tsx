/** Screens that not everybody opens: each is loaded when it is first opened. */
import type { ComponentType } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useLanguage } from './language.tsx';
import { Loaded, LoadingShape } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { Trouble } from './trouble.ts';
import { useLoad } from './use-load.ts';

/**
 * A screen in a file of its own. Until it is there the shape of a screen stands in its place; where it does not come, as
 * on a broken line, the page says so and is opened anew when asked to: a browser may remember that a file did not come,
 * and after an update of the server it has another name.
 * @param name tells it from the others
 */
export function later(name: string, load: () => Promise<ComponentType>): ComponentType {
  let known: ComponentType | null = null;
  const fetched = async () => {
    // A file that does not come is told by the browser in its own words only.
    known ??= await load().catch(() => {
      throw new Trouble('unreachable');
    });
    return { found: known };
  };
  return function Later() {
    const { words } = useLanguage();
    const loaded = useLoad(name, fetched);
    const found = known ?? loaded.data?.found;
    if (found) return <Arrived found={found} />;
    if (!loaded.trouble) return <LoadingShape />;
    return (
      <Screen title={words.staff.title}>
        <Loaded load={{ ...loaded, reload: () => location.reload() }}>{() => null}</Loaded>
      </Screen>
    );
  };
}

/** The focus stands on the title of a screen as after any other step, unless it is in a dialog meanwhile. */
function Arrived({ found: Found }: { readonly found: ComponentType }) {
  useLayoutEffect(() => {
    if (!document.activeElement?.closest('dialog')) document.querySelector('h1')?.focus();
  }, []);
  return <Found />;
}
