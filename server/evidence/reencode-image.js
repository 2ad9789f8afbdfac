/**
 * Draws a photograph or scan anew in a process of its own: what comes out holds the picture and nothing else, no place,
 * no camera, no second file behind the first (reliability T6). Image on stdin, `jpeg` or `png` as argument, image on
 * stdout. Ends with 0; with 2 for too many pixels; with 3 for what cannot be read. Plain JavaScript, because it is
 * started from its source as well as from the built program.
 */
import sharp from 'sharp';

/** An A3 page at 600 dpi has 70 million pixels, at 400 dpi 31 million. */
const MOST_PIXELS = 40_000_000;
const SECONDS = 10;

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The direction a phone was held in is kept as the picture itself; all other metadata goes. */
function redrawn(bytes, kind) {
  const image = sharp(bytes, {
    limitInputPixels: MOST_PIXELS,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
  })
    .timeout({ seconds: SECONDS })
    .autoOrient();
  return kind === 'png' ? image.png({ compressionLevel: 9 }) : image.jpeg({ quality: 90 });
}

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
sharp.concurrency(1);
sharp.cache(false);

try {
  const image = await redrawn(await readAll(process.stdin), process.argv[2]).toBuffer();
  process.stdout.write(image);
} catch (error) {
  process.exitCode = /pixel limit/.test(String(error)) ? 2 : 3;
}
