import { say, type Text } from '../../survey-forms/form.ts';
import { formatCount, formatInstant } from '../format.ts';
import { answerOf, type DataFile, dataFiles, fileAddress } from './api.ts';
import { askedAgain, choiceWords, hasRows, isUnderWay, sizeWords } from './files-view.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { CopyButton } from './parts/copy-button.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface FilesTableProps {
  readonly files: readonly DataFile[];
  /** Names of surveys and campaigns by id, as far as they are known. */
  readonly titles: ReadonlyMap<string, Text>;
  onChanged(): void;
}

/** One's own files: how far each is, and once it is whole its rows, size, checksum and until when it is kept. */
export function FilesTable({ files, titles, onChanged }: FilesTableProps) {
  const { words } = useLanguage();
  const { files: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const remove = (file: DataFile) =>
    run(async () => {
      await answerOf(dataFiles.files[':file'].$delete({ param: { file: file.id } }));
      flash({ text: text.removed(file.fileName) });
      onChanged();
    });
  const again = (failed: DataFile) =>
    run(async () => {
      const file = await answerOf(dataFiles.files.$post({ json: askedAgain(failed) }));
      flash({ text: text.asked(file.fileName) });
      onChanged();
    });
  return (
    <>
      <TroubleNotice trouble={trouble} />
      <table class="files">
        <thead>
          <tr>
            <th scope="col">{text.file}</th>
            <th scope="col">{text.state}</th>
            <th scope="col" class="n wide">
              {text.rows}
            </th>
            <th scope="col" class="n wide">
              {text.size}
            </th>
            <th scope="col" class="wide">
              {text.until}
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <FileRow
              key={file.id}
              file={file}
              title={titles.get(file.survey ?? file.campaign ?? '')}
              busy={busy}
              onRemove={() => void remove(file)}
              onAgain={() => void again(file)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface FileActionsProps {
  readonly file: DataFile;
  readonly busy: boolean;
  onRemove(): void;
  onAgain(): void;
}

interface FileRowProps extends FileActionsProps {
  readonly title: Text | undefined;
}

function FileRow({ file, title, busy, onRemove, onAgain }: FileRowProps) {
  const { lang, words } = useLanguage();
  const { files: text } = words.staff;
  const { fileName, kind, survey, campaign, madeAt, expiresAt, rows, bytes, state } = file;
  const isDone = state === 'done';
  const rowWords = isDone && rows !== null && hasRows(file) ? formatCount(rows, lang) : '';
  const size = isDone && bytes !== null ? sizeWords(bytes, lang) : '';
  const until = isDone ? formatInstant(expiresAt, lang) : '';
  return (
    <tr>
      <th scope="row">
        <span class="file-name">{fileName}</span>
        <span class="under small muted">
          {text.kinds[kind]} · {title ? say(title, lang) : (survey ?? campaign)} ·{' '}
          {choiceWords(file, text).map((one) => `${one} · `)}
          {formatInstant(madeAt, lang)}
        </span>
        {isDone && (
          <span class="narrow small">
            {[rowWords && `${text.rows} ${rowWords}`, size, `${text.until} ${until}`]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
        {file.sha256 !== null && <Checksum hash={file.sha256} />}
      </th>
      <td>
        <FileState file={file} />
        <FileActions file={file} busy={busy} onRemove={onRemove} onAgain={onAgain} />
      </td>
      <td class="n wide">{rowWords}</td>
      <td class="n wide">{size}</td>
      <td class="wide">{until}</td>
    </tr>
  );
}

/** Whole, for whoever holds it against the file; the button copies it. */
function Checksum({ hash }: { readonly hash: string }) {
  const { files: text } = useLanguage().words.staff;
  return (
    <details class="checksum small">
      <summary>{text.checksum}</summary>
      <code>{hash}</code> <CopyButton text={hash} label={text.copyChecksum} />
    </details>
  );
}

function FileState({ file }: { readonly file: DataFile }) {
  const { files: text } = useLanguage().words.staff;
  const { state, done, rows, fileName, trouble } = file;
  if (state === 'failed')
    return (
      <p class="file-failed small">
        <strong>{text.states.failed}.</strong> {text.troubles[trouble ?? 'failed']}
      </p>
    );
  if (state !== 'running') return <p class="small">{text.states[state]}</p>;
  const counted = rows !== null && rows > 0;
  return (
    <>
      <progress aria-label={fileName} {...(counted ? { value: done, max: rows } : {})} />
      <p class="small">
        {text.states.running} · {counted ? text.progress(done, rows) : text.counting}
      </p>
    </>
  );
}

function FileActions({ file, busy, onRemove, onAgain }: FileActionsProps) {
  const { files: text } = useLanguage().words.staff;
  const { id, fileName, state } = file;
  const isOpen = isUnderWay(file);
  return (
    <div class="toolbar file-actions">
      {state === 'done' && (
        <a
          class="button quiet"
          href={fileAddress(id)}
          download={fileName}
          aria-label={text.downloadOf(fileName)}
        >
          {text.download}
        </a>
      )}
      {state === 'failed' && (
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          aria-label={text.againOf(fileName)}
          onClick={onAgain}
        >
          {text.again}
        </button>
      )}
      <button
        type="button"
        class="button quiet"
        disabled={busy}
        aria-label={isOpen ? text.stopOf(fileName) : text.removeOf(fileName)}
        onClick={onRemove}
      >
        {isOpen ? text.stop : text.remove}
      </button>
    </div>
  );
}
