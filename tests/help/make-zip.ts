/** Writes zip archives for tests, honest and hostile ones: every size and place can be made to lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory says of the inflated size; the truth unless given. */
  readonly claims?: number;
  /** Takes the data of the first part instead of its own: how a small archive swells without end. */
  readonly overlaps?: boolean;
}

const u16 = (value: number) => Buffer.from([value & 0xff, (value >> 8) & 0xff]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

/** @param before bytes in front of the archive, to which its places do not refer */
export function makeZip(parts: readonly ZipPart[], before: Buffer = Buffer.alloc(0)): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = before.length;
  let first: { at: number; packed: number } | null = null;
  for (const { name, content, claims, overlaps } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes, { level: 9 });
    const named = Buffer.from(name, 'utf8');
    const sizes = [u32(crc32(bytes)), u32(packed.length), u32(claims ?? bytes.length)];
    const common = [u16(20), u16(0x800), u16(8), u16(0), u16(0x21), ...sizes];
    const place = overlaps && first ? first.at : at;
    directory.push(
      ...[Buffer.from('PK\x01\x02', 'latin1'), u16(20), ...common],
      ...[u16(named.length), u16(0), u16(0), u16(0), u16(0), u32(0), u32(place), named],
    );
    if (overlaps && first) continue;
    first ??= { at, packed: packed.length };
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      ...common,
      u16(named.length),
      u16(0),
      named,
      packed,
    ]);
    body.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = [
    Buffer.from('PK\x05\x06', 'latin1'),
    ...[u16(0), u16(0), u16(parts.length), u16(parts.length), u32(listed.length), u32(at), u16(0)],
  ];
  return Buffer.concat([before, ...body, listed, ...end]);
}
