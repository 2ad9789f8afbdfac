/** Runs `reencode-image.js` on one image: a crash, a bomb or a loop in the image library ends there, not here. */
import { spawn } from 'node:child_process';
import { type FileKind, LARGEST_FILE, refuse } from './file-kind.ts';

const KILLED_AFTER_MS = 15_000;
/** A picture drawn anew is seldom larger than it came; what is far larger was no photograph or scan. */
const LARGEST_OUTPUT = 2 * LARGEST_FILE;
const TOO_MANY_PIXELS = 2;

/**
 * @param script path of `reencode-image.js`
 * @returns the image without metadata, in the same format
 * @throws Problem `evidence-refused`
 */
export async function redrawImage(
  script: string,
  kind: FileKind & ('jpeg' | 'png'),
  bytes: Buffer,
): Promise<Buffer> {
  const { code, image } = await run(script, kind, bytes);
  if (code === 0 && image.length > 0 && image.length <= LARGEST_OUTPUT) return image;
  refuse(code === TOO_MANY_PIXELS || image.length > LARGEST_OUTPUT ? 'image-too-large' : 'damaged-file');
}

/** The child gets no setting of this program: among them are the password of the database. */
const environment = () => {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return { ...(PATH && { PATH }), ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }) };
};

function run(script: string, kind: string, bytes: Buffer): Promise<{ code: number | null; image: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--max-old-space-size=256', script, kind], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: KILLED_AFTER_MS,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > LARGEST_OUTPUT) child.kill('SIGKILL');
    });
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, image: Buffer.concat(chunks) }));
    child.stdin.end(bytes);
  });
}
