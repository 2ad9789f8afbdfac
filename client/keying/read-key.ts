/**
 * Which key was meant: by its sign where that is one of ours, otherwise by its place on the keyboard, so that number pad
 * and top row are alike whatever the layout, the language of typing or Num Lock say.
 */

const OUR_SIGNS = /^[\d*\-+,?]$/;
const DIGIT_PLACE = /^(Digit|Numpad)(\d)$/;
const OTHER_PLACES: Readonly<Record<string, string>> = {
  NumpadMultiply: '*',
  NumpadSubtract: '-',
  NumpadAdd: '+',
  NumpadDecimal: ',',
  NumpadComma: ',',
  NumpadEnter: 'Enter',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** The key by the name `keying-state.ts` knows it by: a digit, `*`, `-`, `+`, `,`, `?`, or as browsers name it. */
export function readKey({ key, code, shiftKey }: Pressed): string {
  if (OUR_SIGNS.test(key)) return key;
  const [, row, digit] = DIGIT_PLACE.exec(code) ?? [];
  if (digit !== undefined && (row === 'Numpad' || !shiftKey)) return digit;
  return OTHER_PLACES[code] ?? (key === '.' ? ',' : key === '−' || key === '–' ? '-' : key);
}
