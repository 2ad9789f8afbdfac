import { seededBytes } from './seeded-bytes.ts';

/** Numbers in [0;1) that look random and are the same at every run. */
export function seededRandom(seed: number): () => number {
  const bytes = seededBytes(seed);
  return () => {
    const [high = 0, low = 0] = bytes(2);
    return (high * 256 + low) / 65_536;
  };
}
