/** Number of levels that the faces stand for. */
export const FACES = 5;

/** Curve of the mouth, from very dissatisfied to very satisfied. */
const MOUTHS = [
  'M9.5 19Q14 13 18.5 19',
  'M9.5 18Q14 15 18.5 18',
  'M9.5 17H18.5',
  'M9.5 16Q14 19.5 18.5 16',
  'M9.5 15.5Q14 22.5 18.5 15.5',
];

/** A face beside the words of its level, never instead of them; hidden from readers that cannot see it. */
export function Face({ place }: { readonly place: number }) {
  return (
    <svg class="face" aria-hidden="true" focusable="false">
      <use href={`#face-${place}`} />
    </svg>
  );
}

/** The drawings that `Face` refers to, once a page. */
export function Faces() {
  return (
    <svg class="visually-hidden" aria-hidden="true" focusable="false">
      {MOUTHS.map((mouth, place) => (
        <symbol
          key={mouth}
          id={`face-${place + 1}`}
          viewBox="0 0 28 28"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        >
          <circle cx="14" cy="14" r="11" />
          <path d={`M10 11v.5M18 11v.5${mouth}`} />
        </symbol>
      ))}
    </svg>
  );
}
