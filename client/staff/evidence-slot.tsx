import { useState } from 'preact/hooks';
import type { Lang } from '../../survey-forms/form.ts';
import { formatDate } from '../format.ts';
import { answerOf, type Evidence, evidence } from './api.ts';
import { EvidenceForm } from './evidence-form.tsx';
import { type EvidencePlace, sizeText, type UnitEvidence, useEvidence } from './evidence-list.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';
import './publication.css';

export interface EvidenceSlotProps {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
  /** The page knows that nothing may be brought any more; else the server says so. */
  readonly locked?: boolean | undefined;
  /** After something was brought or taken back: what still waits for a document may have changed. */
  onChanged?: (() => void) | undefined;
}

/** The documents of one criterion: read by all who may, brought and taken back by the unit while its stage is at work. */
export function EvidenceSlot({ campaign, unit, criterion, locked = false, onChanged }: EvidenceSlotProps) {
  const { words } = useLanguage();
  const { evidence: text, retry } = words.staff;
  const own = useEvidence(campaign, unit);
  const { list, trouble } = own;
  if (list === null)
    return trouble ? (
      <div>
        <TroubleNotice trouble={trouble} focus={false} />
        <button type="button" class="link-button" onClick={() => void own.reload()}>
          {retry}
        </button>
      </div>
    ) : null;
  const stage = locked ? null : list.stage;
  const here = list.evidence.filter(({ uses }) => uses.some((use) => use.criterion === criterion));
  if (here.length === 0 && stage === null) return null;
  const place = { campaign, unit, criterion };
  return (
    <fieldset class="evidence">
      <legend class="small">
        {text.title}
        <span class="visually-hidden"> {criterion}</span>
      </legend>
      {here.length === 0 ? (
        <p class="small muted">{text.none}</p>
      ) : (
        <ul class="evidence-list">
          {here.map((one) => (
            <Document key={one.id} one={one} place={place} own={own} stage={stage} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {stage !== null && <Bring place={place} own={own} onChanged={onChanged} />}
    </fieldset>
  );
}

const routes = evidence.campaigns[':campaign'].units[':unit'].evidence[':evidence'];

const setUsed = async ({ campaign, unit, criterion }: EvidencePlace, { id }: Evidence, used: boolean) => {
  const param = { campaign, unit, criterion, evidence: id };
  await answerOf(routes.uses[':criterion'].$put({ param, json: { used } }));
};

const setWithdrawn = async ({ campaign, unit }: EvidencePlace, { id }: Evidence, withdrawn: boolean) => {
  const param = { campaign, unit, evidence: id };
  await answerOf(routes.withdrawal.$put({ param, json: { withdrawn } }));
};

interface PartProps {
  readonly place: EvidencePlace;
  readonly own: UnitEvidence;
  readonly onChanged?: (() => void) | undefined;
}

interface DocumentProps extends PartProps {
  readonly one: Evidence;
  readonly stage: string | null;
}

/** One document: its name leads to it, what it says of itself, and what may be done with it. */
function Document({ one, place, own, stage, onChanged }: DocumentProps) {
  const { lang, words } = useLanguage();
  const { evidence: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const change = async (work: () => Promise<void>) => {
    await work();
    await own.reload();
    onChanged?.();
  };
  const use = one.uses.find(({ criterion }) => criterion === place.criterion);
  const others = one.uses.map(({ criterion }) => criterion).filter((code) => code !== place.criterion);
  const mayDetach = stage !== null && use?.stage === stage && !one.withdrawn && others.length > 0;
  const mayWithdraw = stage !== null && one.mayWithdraw;
  const detach = () =>
    run(async () => {
      await change(() => setUsed(place, one, false));
      flash({ text: text.detached(one.title), undo: () => change(() => setUsed(place, one, true)) });
    });
  const turn = (withdrawn: boolean) =>
    run(async () => {
      await change(() => setWithdrawn(place, one, withdrawn));
      const said = withdrawn ? text.withdrawn(one.title) : text.restored(one.title);
      flash({ text: said, undo: () => change(() => setWithdrawn(place, one, !withdrawn)) });
    });
  return (
    <li>
      <TroubleNotice trouble={trouble} />
      <p>
        <a href={`/api/v1/evidence/${one.id}/file`} download aria-label={text.download(one.title)}>
          {one.title}
        </a>
        {one.withdrawn && <span class="tag low"> {text.isWithdrawn}</span>}
      </p>
      <p class="small muted">
        {[
          aboutDocument(one, lang, text),
          one.issuer,
          one.fileName,
          sizeText(one.bytes, lang),
          use?.stage === 'explanation' && text.inExplanation,
          others.length > 0 && text.alsoFor(others.join(', ')),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {(mayDetach || mayWithdraw) && (
        <p class="evidence-actions">
          {mayDetach && (
            <button type="button" class="link-button" disabled={busy} onClick={() => void detach()}>
              {text.detach}
              <span class="visually-hidden">{text.of(one.title)}</span>
            </button>
          )}
          {mayWithdraw && (
            <button
              type="button"
              class="link-button"
              disabled={busy}
              onClick={() => void turn(!one.withdrawn)}
            >
              {one.withdrawn ? text.restore : text.withdraw}
              <span class="visually-hidden">{text.of(one.title)}</span>
            </button>
          )}
        </p>
      )}
    </li>
  );
}

type Text = ReturnType<typeof useLanguage>['words']['staff']['evidence'];

/** "số 12/QĐ-UBND ngày 20/11/2026", as far as it is known. */
function aboutDocument({ number, issuedOn }: Evidence, lang: Lang, text: Text): string | null {
  if (number !== null && issuedOn !== null) return text.documentOf(number, formatDate(issuedOn, lang));
  if (number !== null) return text.numbered(number);
  return issuedOn === null ? null : text.dated(formatDate(issuedOn, lang));
}

/** The ways to bring a document: a new one, or one that the unit has brought for another criterion. */
function Bring({ place, own, onChanged }: PartProps) {
  const { words } = useLanguage();
  const { evidence: text } = words.staff;
  const flash = useFlash();
  const [way, setWay] = useState<'new' | 'share' | null>(null);
  const { busy, trouble, run } = useSend();
  const elsewhere = (own.list?.evidence ?? []).filter(
    ({ uses, withdrawn }) => !withdrawn && !uses.some(({ criterion }) => criterion === place.criterion),
  );
  const done = async (said: string) => {
    setWay(null);
    flash({ text: said });
    await own.reload();
    onChanged?.();
  };
  const share = (one: Evidence) =>
    run(async () => {
      await setUsed(place, one, true);
      await done(text.shared(one.title));
    });
  if (way === 'new')
    return (
      <EvidenceForm place={place} onClose={() => setWay(null)} onAdded={(title) => done(text.added(title))} />
    );
  return (
    <div>
      <TroubleNotice trouble={trouble} />
      <p class="evidence-actions">
        <button type="button" class="button quiet" onClick={() => setWay('new')}>
          {text.add}
          <span class="visually-hidden">{text.of(place.criterion)}</span>
        </button>
        {elsewhere.length > 0 && (
          <button
            type="button"
            class="link-button"
            aria-expanded={way === 'share'}
            onClick={() => setWay(way === 'share' ? null : 'share')}
          >
            {text.share}
            <span class="visually-hidden">{text.of(place.criterion)}</span>
          </button>
        )}
      </p>
      {way === 'share' && (
        <>
          <p class="small muted">{text.shareHint}</p>
          <ul class="evidence-list">
            {elsewhere.map((one) => (
              <li key={one.id}>
                <p>{one.title}</p>
                <p class="evidence-actions">
                  <button type="button" class="link-button" disabled={busy} onClick={() => void share(one)}>
                    {text.shareThis}
                    <span class="visually-hidden">{text.of(one.title)}</span>
                  </button>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
