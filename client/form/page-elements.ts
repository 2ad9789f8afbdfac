import { PAGE_DATA_ID, type PageData } from './page-data.ts';

/** The element the page promises under this id. Throws when page and script do not fit each other. */
export function element(id: string): HTMLElement {
  return elementOf(id, HTMLElement);
}

/** As `element`, of a certain kind: `elementOf('send', HTMLButtonElement)`. */
export function elementOf<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/** What the server wrote into the page for this script. */
export function readPageData(): PageData {
  return JSON.parse(elementOf(PAGE_DATA_ID, HTMLTemplateElement).content.textContent ?? '');
}

/** Every control below an element. */
export function controlsOf(box: ParentNode): (HTMLInputElement | HTMLTextAreaElement)[] {
  return [...box.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
}
