/**
 * What may be brought as a document and what may not (reliability T6, 2.3): every kind by its content, and hostile files
 * that pretend. No database: the store alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Disk } from '../../server/evidence/evidence-store.ts';
import { nameFor, plainName } from '../../server/evidence/file-kind.ts';
import { Problem } from '../../server/problem.ts';
import { evidenceFolder, evidenceStore, jpeg, office, packedPdf, pdf, png } from '../help/evidence.ts';
import { makeZip } from '../help/make-zip.ts';

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const MEGABYTE = 1024 * 1024;

/** `taken`, or why not. */
async function outcome(bytes: Buffer, name: string, folder = evidenceFolder()): Promise<string> {
  try {
    await evidenceStore(folder).put(bytes, name);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Whatever was refused left nothing behind.
    expect(existsSync(folder)).toBe(false);
    return error.places[0]?.code ?? error.code;
  }
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A part that names something outside the document. */
const relation = (type: string, target = 'http://elsewhere.example/a') => ({
  name: 'word/_rels/settings.xml.rels',
  content: `<Relationships><Relationship Id="r1" Type="${RELATIONS}/${type}" Target="${target}" TargetMode="External"/></Relationships>`,
});

/** A field of Word whose code stands in so many runs. */
const field = (...runs: readonly string[]) => ({
  name: 'word/header1.xml',
  content: runs.map((run) => `<w:r><w:instrText xml:space="preserve">${run}</w:instrText></w:r>`).join(''),
});

describe('taken are', () => {
  test('PDF, JPEG, PNG, DOCX and XLSX', async () => {
    expect(await outcome(pdf(), 'a.pdf')).toBe('taken');
    expect(await outcome(packedPdf('1 0 <</Type /Pages>>'), 'a.PDF')).toBe('taken');
    expect(await outcome(await jpeg(), 'a.jpeg')).toBe('taken');
    expect(await outcome(await png(), 'a.png')).toBe('taken');
    expect(await outcome(office('docx'), 'a.docx')).toBe('taken');
    expect(await outcome(office('xlsx'), 'a.xlsx')).toBe('taken');
  });

  test('Office files with links, pictures from elsewhere, the numbers of a chart, page numbers, a printer', async () => {
    const parts = [
      relation('hyperlink'),
      field(' PAGEREF _Toc4dde12 \\h '),
      { name: 'word/embeddings/Microsoft_Excel_Sheet.xlsx', content: 'PK' },
      { name: 'word/printerSettings/printerSettings1.bin', content: 'x' },
    ];
    expect(await outcome(office('docx', parts), 'a.docx')).toBe('taken');
    expect(await outcome(pdf('3 0 obj <</A <</S /URI /URI (http://a)>>>> endobj'), 'a.pdf')).toBe('taken');
  });

  test('documents as they are, byte for byte, under the hash of their bytes', async () => {
    const folder = evidenceFolder();
    const bytes = pdf();
    const { hash, size, mediaType, name } = await evidenceStore(folder).put(bytes, 'Quyết định 12.pdf');
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect([size, mediaType, name]).toEqual([bytes.length, 'application/pdf', 'Quyết định 12.pdf']);
    expect(readFileSync(join(folder, hash.slice(0, 2), hash)).equals(bytes)).toBe(true);
    expect((await evidenceStore(folder).read(hash))?.equals(bytes)).toBe(true);
  });

  test('images without what the camera wrote into them, turned as they were held', async () => {
    const folder = evidenceFolder();
    const before = await jpeg();
    expect(before.toString('latin1')).toContain('Camera-of-somebody');
    const { hash } = await evidenceStore(folder).put(before, 'anh.jpg');
    const after = (await evidenceStore(folder).read(hash)) ?? Buffer.alloc(0);
    const { width, height, exif, format } = await sharp(after).metadata();
    expect([width, height, exif, format]).toEqual([6, 8, undefined, 'jpeg']);
    expect(after.toString('latin1')).not.toContain('Camera-of-somebody');
  });

  test('images without what hides behind them', async () => {
    const folder = evidenceFolder();
    const hidden = makeZip([{ name: 'run.js', content: 'alert(1)' }]);
    const { hash } = await evidenceStore(folder).put(Buffer.concat([await png(), hidden]), 'anh.png');
    const after = (await evidenceStore(folder).read(hash)) ?? Buffer.alloc(0);
    expect(after.includes('PK\x05\x06')).toBe(false);
    expect((await sharp(after).metadata()).format).toBe('png');
  });

  test('the same document twice is one file', async () => {
    const folder = evidenceFolder();
    const store = evidenceStore(folder);
    const [one, other] = await Promise.all([store.put(pdf(), 'a.pdf'), store.put(pdf(), 'b.pdf')]);
    expect(one.hash).toBe(other.hash);
    expect(readdirSync(join(folder, one.hash.slice(0, 2)))).toEqual([one.hash]);
  });
});

describe('refused are', () => {
  test.each<[string, string, Buffer, string]>([
    ['no-bytes', 'nothing', Buffer.alloc(0), 'a.pdf'],
    ['unknown-kind', 'the EICAR text', Buffer.from(EICAR), 'eicar.com'],
    ['unknown-kind', 'the EICAR text as a PDF', Buffer.from(EICAR), 'a.pdf'],
    ['unknown-kind', 'a program', Buffer.concat([Buffer.from('MZ'), randomBytes(4000)]), 'a.pdf'],
    ['unknown-kind', 'a web page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'a.pdf'],
    ['unknown-kind', 'a drawing that runs', Buffer.from('<svg onload="alert(1)"/>'), 'a.png'],
    ['unknown-kind', 'a GIF that is a PDF too', Buffer.concat([Buffer.from('GIF89a'), pdf()]), 'a.pdf'],
    ['unknown-kind', 'a PDF that begins late', Buffer.concat([Buffer.from('\n\n'), pdf()]), 'a.pdf'],
    ['damaged-file', 'a PDF that is cut off', pdf().subarray(0, 60), 'a.pdf'],
    ['damaged-file', 'a PDF of no version', Buffer.from(`%PDF-x\n${'y'.repeat(50)}%%EOF`), 'a.pdf'],
    [
      'two-files-in-one',
      'a PDF that begins as a web page',
      Buffer.from(`%PDF-1.4\n<html><script>1</script>\n${pdf()}`),
      'a.pdf',
    ],
    [
      'two-files-in-one',
      'a PDF that is an archive too',
      makeZip([{ name: 'a', content: 'b' }], pdf()),
      'a.pdf',
    ],
    [
      'two-files-in-one',
      'a PDF that is an archive too, and ends as a PDF once more',
      Buffer.concat([makeZip([{ name: 'evil.exe', content: 'MZ' }], pdf()), Buffer.from('\n%%EOF\n')]),
      'a.pdf',
    ],
    [
      'active-content',
      'a PDF that sends what is filled in',
      pdf('3 0 obj <</S /SubmitForm /F (http://a)>> endobj'),
      'a.pdf',
    ],
    [
      'active-content',
      'a PDF that opens another file',
      pdf('3 0 obj <</S /GoToR /F (\\\\server\\a.pdf)>> endobj'),
      'a.pdf',
    ],
    ['active-content', 'a PDF with a form that runs', pdf('3 0 obj <</XFA 4 0 R>> endobj'), 'a.pdf'],
    [
      'active-content',
      'a PDF that calls an address when it is opened',
      pdf('3 0 obj <</OpenAction <</S /URI /U#52I (http://a)>>>> endobj'),
      'a.pdf',
    ],
    [
      'active-content',
      'a PDF with a script',
      pdf('3 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj'),
      'a.pdf',
    ],
    [
      'active-content',
      'a PDF with a script spelt otherwise',
      pdf('3 0 obj <</S /J#61va#53cript>> endobj'),
      'a.pdf',
    ],
    [
      'active-content',
      'a PDF that starts a program',
      pdf('3 0 obj <</S /Launch /F (cmd.exe)>> endobj'),
      'a.pdf',
    ],
    ['active-content', 'a PDF with a file in it', pdf('3 0 obj <</Type /EmbeddedFile>> endobj'), 'a.pdf'],
    ['active-content', 'a PDF with a packed script', packedPdf('4 0 <</S /JavaScript>>'), 'a.pdf'],
    ['swelling-archive', 'a PDF whose objects swell', packedPdf(Buffer.alloc(70 * MEGABYTE)), 'a.pdf'],
    [
      'old-or-locked-office',
      'an old or locked Office file',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'a.docx',
    ],
    ['unknown-kind', 'any archive', makeZip([{ name: 'a.txt', content: 'b' }]), 'a.docx'],
    [
      'unknown-kind',
      'an archive without its list of types',
      makeZip([{ name: 'word/document.xml', content: '' }]),
      'a.docx',
    ],
    ['macros', 'macros', office('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]), 'a.docx'],
    [
      'macros',
      'macros of a workbook',
      office('xlsx', [{ name: 'xl/vbaProject.bin', content: 'x' }]),
      'a.xlsx',
    ],
    ['macros', 'old macros', office('xlsx', [{ name: 'xl/macrosheets/sheet1.xml', content: 'x' }]), 'a.xlsx'],
    ['macros', 'ActiveX', office('docx', [{ name: 'word/activeX/activeX1.xml', content: 'x' }]), 'a.docx'],
    [
      'macros',
      'an embedded program',
      office('docx', [{ name: 'word/embeddings/oleObject1.bin', content: 'x' }]),
      'a.docx',
    ],
    [
      'macros',
      'an embedded installer',
      office('docx', [{ name: 'word/embeddings/setup.msi', content: 'x' }]),
      'a.docx',
    ],
    [
      'macros',
      'an embedded object without a name of its own',
      office('docx', [{ name: 'word/embeddings/data.bin', content: 'MZ' }]),
      'a.docx',
    ],
    ['macros', 'a template from elsewhere', office('docx', [relation('attachedTemplate')]), 'a.docx'],
    [
      'macros',
      'a template from elsewhere, spelt otherwise',
      office('docx', [relation('attached&#x54;emplate')]),
      'a.docx',
    ],
    [
      'macros',
      'what cannot be read',
      office('docx', [
        { name: 'word/_rels/a.xml.rels', content: Buffer.from('<Relationships/>', 'utf16le') },
      ]),
      'a.docx',
    ],
    ['macros', 'a field that starts a program', office('docx', [field('DDEAUTO c:\\a.exe')]), 'a.docx'],
    ['macros', 'the same in pieces', office('docx', [field('DDEA', 'UTO c:\\a.exe')]), 'a.docx'],
    [
      'macros',
      'a link that starts a program',
      office('xlsx', [
        { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink><ddeLink/></externalLink>' },
      ]),
      'a.xlsx',
    ],
    [
      'macros',
      'a document that names itself one with macros',
      office('docx', [], 'application/vnd.ms-word.document.macroEnabled.main+xml'),
      'a.docx',
    ],
    [
      'two-files-in-one',
      'something in front of an archive',
      makeZip(
        [{ name: 'word/document.xml', content: '' }],
        Buffer.from('PK\x03\x04 something else', 'latin1'),
      ),
      'a.docx',
    ],
    [
      'damaged-file',
      'something behind an archive',
      Buffer.concat([office('docx'), randomBytes(100)]),
      'a.docx',
    ],
    [
      'damaged-file',
      'an archive with a way out',
      office('docx', [{ name: '../../etc/passwd', content: 'x' }]),
      'a.docx',
    ],
    [
      'damaged-file',
      'two parts of one name',
      office('docx', [{ name: '_rels/.rels', content: 'x' }]),
      'a.docx',
    ],
    [
      'swelling-archive',
      'a part that swells',
      office('docx', [{ name: 'word/a.xml', content: Buffer.alloc(20 * MEGABYTE) }]),
      'a.docx',
    ],
    [
      'swelling-archive',
      'overlapping parts',
      office(
        'docx',
        Array.from({ length: 200 }, (_, i) => ({
          name: `word/${i}.xml`,
          content: randomBytes(4000),
          overlaps: true,
        })),
      ),
      'a.docx',
    ],
    [
      'swelling-archive',
      'parts without end',
      makeZip(Array.from({ length: 2001 }, (_, i) => ({ name: String(i), content: '' }))),
      'a.docx',
    ],
    [
      'damaged-file',
      'a part that is larger than it says',
      office('docx', [{ name: 'word/a.xml', content: Buffer.alloc(5 * MEGABYTE), claims: 100 }]),
      'a.docx',
    ],
    [
      'damaged-file',
      'an image that is none',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(200)]),
      'a.png',
    ],
    ['wrong-ending', 'a PDF called an image', pdf(), 'a.png'],
    ['wrong-ending', 'a document called a program', office('docx'), 'a.exe'],
  ])('%s: %s', async (code, _, bytes, name) => {
    const refused = await outcome(bytes, name);
    // A second opinion may be the first to stumble; what counts for these is that they are not taken.
    expect(
      code === 'damaged-file' || code === 'unknown-kind' ? ['damaged-file', 'unknown-kind'] : [code],
    ).toContain(refused);
  });

  test('an image of more pixels than any scan has, at little cost', async () => {
    // 14,000 × 14,000 in well under a megabyte.
    const bomb = await sharp({
      create: { width: 14_000, height: 14_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(MEGABYTE);
    const before = process.memoryUsage().rss;
    expect(await outcome(bomb, 'a.png')).toBe('image-too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MEGABYTE);
  });

  test('twenty bombs at once leave the memory as it was', async () => {
    const bomb = office('xlsx', [{ name: 'xl/a.xml', content: Buffer.alloc(150 * MEGABYTE), claims: 1000 }]);
    const store = evidenceStore();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 5);
    const refused = await Promise.allSettled(Array.from({ length: 20 }, () => store.put(bomb, 'a.xlsx')));
    clearInterval(watch);
    expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
    expect(most).toBeLessThan(200 * MEGABYTE);
  });
});

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\lan\\Báo cáo.pdf', 'Báo cáo.pdf'],
    ['a\u0000b\u001f.pdf', 'ab.pdf'],
    ['\u202Efdp.exe', 'fdp.exe'],
    ['..', 'tai-lieu'],
    ['', 'tai-lieu'],
    ['.htaccess', 'htaccess'],
    ['a"b<c>.pdf', 'a_b_c_.pdf'],
    ['Ti\u0302ếp.pdf', 'Tîếp.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(plainName(given)).toBe(kept);
  });

  test('are cut at 200 characters, with their ending', () => {
    const name = plainName(`${'ộ'.repeat(300)}.pdf`);
    expect([...name]).toHaveLength(200);
    expect(name.endsWith('ộ.pdf')).toBe(true);
  });

  test('get the ending of what they are', () => {
    expect(nameFor('pdf', 'Báo cáo quý I.2020')).toBe('Báo cáo quý I.2020.pdf');
    expect(nameFor('jpeg', 'anh')).toBe('anh.jpg');
    expect(nameFor('jpeg', 'ANH.JPEG')).toBe('ANH.JPEG');
  });
});

describe('the disk', () => {
  const failing = (name: keyof Disk, code: string): Disk => ({
    ...files,
    [name]: async () => {
      throw Object.assign(new Error(`${name} failed`), { code });
    },
  });

  test.each(['open', 'rename', 'mkdir'] as const)(
    'failing at %s stores nothing and says so',
    async (name) => {
      const folder = evidenceFolder();
      const put = evidenceStore(folder, failing(name, 'ENOSPC')).put(pdf(), 'a.pdf');
      await expect(put).rejects.toMatchObject({ code: 'storage-unavailable' });
      const left = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
      expect(left.filter((one) => one.isFile())).toEqual([]);
      // The next try finds no trace of it.
      const { hash } = await evidenceStore(folder).put(pdf(), 'a.pdf');
      expect(await evidenceStore(folder).read(hash)).not.toBeNull();
    },
  );

  test('is flushed before the name is given, and the folder after', async () => {
    const steps: string[] = [];
    const watched: Disk = {
      ...files,
      open: (async (...given: Parameters<Disk['open']>) => {
        const handle = await files.open(...given);
        const sync = handle.sync.bind(handle);
        const what = given[1] === 'r' ? 'folder' : 'file';
        handle.sync = async () => {
          steps.push(`flush ${what}`);
          await sync();
        };
        return handle;
      }) as Disk['open'],
      rename: async (...given) => {
        steps.push('rename');
        await files.rename(...given);
      },
    };
    await evidenceStore(evidenceFolder(), watched).put(pdf(), 'a.pdf');
    expect(steps.slice(0, 3)).toEqual(['flush file', 'rename', 'flush folder']);
  });

  test('that lost or changed a document says so instead of handing it out, and is mended by the next one', async () => {
    const folder = evidenceFolder();
    const store = evidenceStore(folder);
    const { hash } = await store.put(pdf(), 'a.pdf');
    const path = join(folder, hash.slice(0, 2), hash);
    writeFileSync(path, 'something else');
    expect(await store.read(hash)).toBeNull();
    await store.put(pdf(), 'a.pdf');
    expect((await store.read(hash))?.equals(pdf())).toBe(true);
  });

  test('is asked for hashes only', async () => {
    await expect(evidenceStore().read('../../etc/passwd')).rejects.toThrow('no hash');
  });
});
