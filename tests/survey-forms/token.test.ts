import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatTypedCode,
  parseToken,
  parseTypedCode,
  TOKEN_BYTES,
  tokenOf,
  typedCodeOf,
} from '../../survey-forms/token.ts';

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const bytes = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });
const code = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(typedCodeOf);

const put = (text: string, at: number, sign: string) => text.slice(0, at) + sign + text.slice(at + 1);

/** What a careless hand makes of a text: case, blanks, dashes, and O, I and L for the figures they resemble. */
const carelessly = (text: string) =>
  fc
    .array(fc.constantFrom('', ' ', '-', '–', '\u00a0'), { minLength: text.length, maxLength: text.length })
    .chain((gaps) =>
      fc.infiniteStream(fc.boolean()).map((coins) =>
        [...text]
          .map((sign, at) => {
            const heads = coins.next().value;
            const twin = { '0': 'o', '1': heads ? 'l' : 'I' }[sign] ?? sign.toLowerCase();
            return (gaps[at] ?? '') + (coins.next().value ? twin : sign);
          })
          .join(''),
      ),
    );

describe('a token', () => {
  it('is 26 signs of upper case that hold all 128 bits', () => {
    expect(tokenOf(new Uint8Array(16))).toBe('0'.repeat(26));
    expect(tokenOf(new Uint8Array(16).fill(255))).toBe(`7${'Z'.repeat(25)}`);
    fc.assert(
      fc.property(bytes, (random) => {
        // As a number in base 32, with the digits renamed.
        const digits = BigInt(`0x${Buffer.from(random).toString('hex')}`)
          .toString(32)
          .padStart(26, '0');
        const signs = [...digits].map((digit) => SIGNS[Number.parseInt(digit, 32)]).join('');
        expect(tokenOf(random)).toBe(signs);
      }),
    );
    expect(() => tokenOf(new Uint8Array(15))).toThrow(RangeError);
  });

  it('is known again however it was written', () => {
    fc.assert(
      fc.property(
        bytes.map(tokenOf).chain((token) => carelessly(token).map((typed) => ({ token, typed }))),
        ({ token, typed }) => {
          expect(parseToken(typed)).toBe(token);
        },
      ),
    );
  });

  it.each(['', '0'.repeat(25), '0'.repeat(27), `8${'0'.repeat(25)}`, `U${'0'.repeat(25)}`])(
    'is not %j',
    (text) => {
      expect(parseToken(text)).toBeNull();
    },
  );
});

describe('a typed code', () => {
  it('is 10 signs of the digest and a check sign, printed in groups', () => {
    const digest = Uint8Array.from({ length: 32 }, (_, at) => at + 1);
    expect(typedCodeOf(digest)).toHaveLength(11);
    expect(formatTypedCode('ABCDEFGHJKM')).toBe('ABCD-EFGH-JKM');
    fc.assert(
      fc.property(code, (one) => {
        expect(parseTypedCode(formatTypedCode(one))).toEqual({ ok: true, code: one });
      }),
    );
  });

  it('uses the first 50 bits', () => {
    const digest = new Uint8Array(32);
    const before = typedCodeOf(digest);
    digest[6] = 0b0011_1111;
    expect(typedCodeOf(digest)).toBe(before);
    digest[6] = 0b0100_0000;
    expect(typedCodeOf(digest)).not.toBe(before);
  });

  it('is known again however it was typed', () => {
    fc.assert(
      fc.property(
        code.chain((one) => carelessly(one).map((typed) => ({ one, typed }))),
        ({ one, typed }) => {
          expect(parseTypedCode(typed)).toEqual({ ok: true, code: one });
        },
      ),
    );
  });

  it('with one wrong sign is mistyped, whichever sign and place it is', () => {
    fc.assert(
      fc.property(code, (one) => {
        for (let at = 0; at < one.length; at++)
          for (const sign of SIGNS)
            if (sign !== one[at])
              expect(parseTypedCode(put(one, at, sign))).toEqual({ ok: false, reason: 'check' });
      }),
    );
  });

  it('with two signs swapped is mistyped, neighbours or not', () => {
    fc.assert(
      fc.property(code, (one) => {
        for (let a = 0; a < one.length; a++)
          for (let b = a + 1; b < one.length; b++) {
            const swapped = put(put(one, a, one.charAt(b)), b, one.charAt(a));
            if (swapped !== one) expect(parseTypedCode(swapped)).toEqual({ ok: false, reason: 'check' });
          }
      }),
    );
  });

  it.each([
    ['', 'too-short'],
    ['ABCD-EFGH-JK', 'too-short'],
    ['ABCD-EFGH-JKMN', 'too-long'],
    ['ABCD-EFGH-JKU', 'wrong-sign'],
    ['ABCD-EFGH-JK*', 'wrong-sign'],
    ['ABCD-ÊFGH-JKM', 'wrong-sign'],
  ])('is not %j: %s', (text, reason) => {
    expect(parseTypedCode(text)).toEqual({ ok: false, reason });
  });
});
