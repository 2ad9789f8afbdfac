import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { dayOf, formatDate, formatInstant } from '../format.ts';
import { publicationFileAddress } from '../public/addresses.ts';
import { answerOf, type SigningKeys, signatures } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { FileButton } from './parts/file-button.tsx';
import { Notice, TroubleNotice } from './parts/notice.tsx';
import { readSignatureFile } from './read-signature-file.ts';
import { useSend } from './use-send.ts';

type Publication = SigningKeys['publications'][number];

interface SignedPublicationsProps {
  readonly publications: readonly Publication[];
  onChanged(): void;
}

/** What is published, whose signatures it carries, and where one is brought to it. */
export function SignedPublications({ publications, onChanged }: SignedPublicationsProps) {
  const { words } = useLanguage();
  const { signatures: text } = words.staff;
  return (
    <section class="block">
      <h2>{text.publications}</h2>
      {publications.length === 0 && (
        <p class="empty">
          {text.noPublications} {text.noPublicationsNext}
        </p>
      )}
      {publications.map((one) => (
        <OnePublication key={`${one.campaign} ${one.revision}`} publication={one} onChanged={onChanged} />
      ))}
    </section>
  );
}

function OnePublication({
  publication,
  onChanged,
}: {
  readonly publication: Publication;
  onChanged(): void;
}) {
  const { lang, words } = useLanguage();
  const { signatures: text } = words.staff;
  const { campaign, revision, title, publishedAt, hash } = publication;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const [unreadable, setUnreadable] = useState(false);
  const bring = (file: File) =>
    run(async () => {
      const json = readSignatureFile(await file.text());
      setUnreadable(json === null);
      if (json === null) return;
      const address = signatures.campaigns[':campaign'].revisions[':revision'].signatures;
      const { name } = await answerOf(
        address.$post({ param: { campaign, revision: String(revision) }, json }),
      );
      flash({ text: text.brought(name) });
      onChanged();
    });
  const fields = { publicKey: text.publicKey, hash: text.hash, signature: text.title };
  return (
    <div class="report-part">
      <h3>{say(title, lang)}</h3>
      <p class="small muted">{text.revision(revision, formatDate(dayOf(publishedAt), lang))}</p>
      <TroubleNotice trouble={trouble} fields={fields} />
      {unreadable && (
        <div role="alert">
          <Notice kind="bad">{text.notAFile}</Notice>
        </div>
      )}
      <p class="small fingerprint">
        {text.hash}: <code>{hash}</code>
      </p>
      <Carried signatures={publication.signatures} />
      <div class="toolbar">
        <a class="button quiet" href={publicationFileAddress(campaign, revision)} download>
          {text.file}
          <span class="visually-hidden"> {say(title, lang)}</span>
        </a>
        <FileButton
          label={busy ? words.staff.working : text.bring}
          accept=".json"
          disabled={busy}
          onFile={(file) => void bring(file)}
        />
      </div>
    </div>
  );
}

function Carried({ signatures: carried }: Pick<Publication, 'signatures'>) {
  const { lang, words } = useLanguage();
  const { signatures: text } = words.staff;
  if (carried.length === 0) return <p>{text.unsigned}</p>;
  return (
    <ul>
      {carried.map(({ key, name, broughtAt, fits }) => (
        <li key={key}>
          {text.signedBy(name, key)}, {text.broughtAt(formatInstant(broughtAt, lang))}
          {!fits && <Notice kind="warn">{text.outdated}</Notice>}
        </li>
      ))}
    </ul>
  );
}
