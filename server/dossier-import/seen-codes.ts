/**
 * Which dossiers of a file have come, in which row, and what was said of them: 16 bytes each instead of the hundred that
 * a map of texts takes, so that a file of a million rows is compared with itself in little memory. A code is known by 64
 * bits of its SHA-256: among two million codes one in ten million files has two that are taken for one.
 */
import { createHash } from 'node:crypto';

/** Two words of the code, one of what was said, the row (0: the place is free). */
const WORDS = 4;
const FIRST_PLACES = 1 << 12;

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export class SeenCodes {
  #places = FIRST_PLACES;
  #table = new Uint32Array(FIRST_PLACES * WORDS);
  #count = 0;

  /**
   * @param content all that the row says
   * @returns the row in which the code came first, and whether that said the same; null: it comes for the first time
   */
  meet(code: string, content: string, row: number): { readonly row: number; readonly same: boolean } | null {
    const digest = digestOf(code);
    const [first, second] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    const said = digestOf(content).readUInt32LE(0);
    const at = this.#find(first, second);
    const found = this.#table[at + 3] ?? 0;
    if (found > 0) return { row: found, same: this.#table[at + 2] === said };
    this.#table.set([first, second, said, row], at);
    this.#count += 1;
    if (4 * this.#count > 3 * this.#places) this.#grow();
    return null;
  }

  /** Where the code stands, or the free place where it would. */
  #find(first: number, second: number): number {
    let at = (first & (this.#places - 1)) * WORDS;
    while (this.#table[at + 3] !== 0 && (this.#table[at] !== first || this.#table[at + 1] !== second))
      at = (at + WORDS) % this.#table.length;
    return at;
  }

  #grow(): void {
    const before = this.#table;
    this.#places *= 2;
    this.#table = new Uint32Array(this.#places * WORDS);
    for (let at = 0; at < before.length; at += WORDS)
      if (before[at + 3] !== 0)
        this.#table.set(before.subarray(at, at + WORDS), this.#find(before[at] ?? 0, before[at + 1] ?? 0));
  }
}
