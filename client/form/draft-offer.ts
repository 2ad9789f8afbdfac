/** Offers to go on with a form that was left half filled; a change of language goes on by itself. */
import type { Draft, DraftKeeper } from './draft.ts';
import { controlsOf, element } from './page-elements.ts';
import type { Parts } from './parts.ts';

/** @param onFilled answers have changed what is asked */
export function offerDraft(
  keeper: DraftKeeper,
  fields: HTMLFormElement,
  parts: Parts,
  onFilled: () => void,
): void {
  const carriedOver = keeper.isCarriedOver();
  const draft = keeper.read();
  // A page that comes back with faults already holds what was answered.
  if (!draft || !element('error-summary').hidden) return;
  const box = element('draft');
  const goOn = () => {
    box.hidden = true;
    fillIn(fields, draft);
    onFilled();
    while (parts.current() < draft.part && !parts.isLast()) parts.next();
  };
  if (carriedOver) goOn();
  else box.hidden = false;
  element('draft-continue').addEventListener('click', () => {
    goOn();
    fields.querySelector<HTMLElement>('.part:not([hidden]) h2')?.focus();
  });
  element('draft-again').addEventListener('click', () => {
    keeper.drop();
    box.hidden = true;
    fields.querySelector<HTMLElement>('.part:not([hidden]) h2')?.focus();
  });
}

/** Puts the answers back; a field that the form no longer has is left out. */
function fillIn(fields: HTMLFormElement, { entries }: Draft): void {
  for (const control of controlsOf(fields)) {
    const values = entries.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type)) {
      control.checked = values.includes(control.value);
      if (control.checked) control.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (control.type !== 'hidden') control.value = values[0] ?? '';
  }
}
