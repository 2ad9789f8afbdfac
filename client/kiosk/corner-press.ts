/** A long press in the upper right corner, where nothing is drawn: the way to the staff's part from every screen. */

const CORNER_PX = 80;
/** Nobody rests a finger there for so long by accident. */
const LONG_PRESS_MS = 2000;

export function onCornerPress(open: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('pointerdown', ({ clientX, clientY }) => {
    clearTimeout(timer);
    if (clientX >= window.innerWidth - CORNER_PX && clientY <= CORNER_PX)
      timer = setTimeout(open, LONG_PRESS_MS);
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    document.addEventListener(end, () => clearTimeout(timer));
}
