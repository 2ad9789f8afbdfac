/** What `make` sets beside attributes: properties of the element and what happens at a press. */
interface Doing {
  readonly onClick?: () => void;
}

type Attributes = Doing & Readonly<Record<string, string | boolean | undefined | (() => void)>>;

/**
 * Makes an element: `make('button', { class: 'button', onClick: send }, words.send)`. A `true` attribute is set empty, a
 * `false` or missing one is left out. Text is text, never markup.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { onClick, ...attributes }: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') element.setAttribute(name, value);
    else if (value === true) element.setAttribute(name, '');
  if (onClick) element.addEventListener('click', onClick);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that posts nothing by itself. */
export const makeButton = (text: string, onClick: () => void, kind = ''): HTMLButtonElement =>
  make('button', { type: 'button', class: `button ${kind}`.trim(), onClick }, text);
