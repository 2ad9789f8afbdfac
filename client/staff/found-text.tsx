/** A text with what was searched for marked in it, whatever the case and the marks of its letters. */

/** One letter without its mark: "ế" → "e", "Đ" → "d". Letter for letter, so that places stay what they are. */
const plain = (letter: string) =>
  letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd').slice(0, 1) || letter;

const plainLetters = (text: string) => [...text.normalize('NFC')].map(plain);

/** The text in pieces, each marked or not: every word of the search, wherever it stands. */
export function foundPieces(text: string, search: string): { text: string; found: boolean }[] {
  const letters = [...text.normalize('NFC')];
  const folded = plainLetters(text);
  const words = search.split(/\s+/).filter(Boolean).map(plainLetters);
  const marked = folded.map(() => false);
  for (const word of words)
    for (let at = 0; at + word.length <= folded.length; at += 1)
      if (word.every((letter, step) => folded[at + step] === letter)) marked.fill(true, at, at + word.length);
  const pieces: { text: string; found: boolean }[] = [];
  for (const [at, letter] of letters.entries()) {
    const found = marked[at] === true;
    const last = pieces.at(-1);
    if (last?.found === found) last.text += letter;
    else pieces.push({ text: letter, found });
  }
  return pieces;
}

export function FoundText({ text, search }: { readonly text: string; readonly search: string }) {
  return (
    <>
      {foundPieces(text, search).map((piece, at) =>
        piece.found ? <mark key={String(at)}>{piece.text}</mark> : piece.text,
      )}
    </>
  );
}
