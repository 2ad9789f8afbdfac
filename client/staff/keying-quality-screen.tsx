import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { say } from '../../survey-forms/form.ts';
import { batchNumber } from '../keying/shown-value.ts';
import { conflictsScreen, PAPER } from './addresses.ts';
import { answerOf, type KeyingQuality, quality } from './api.ts';
import { saveFile } from './csv.ts';
import { ClerkTable, QuestionTable } from './keying-quality-tables.tsx';
import { agreementSentence, figure, qualityCsv } from './keying-quality-view.ts';
import { useLanguage } from './language.tsx';
import { Field } from './parts/field.tsx';
import { Loaded } from './parts/loaded.tsx';
import { Screen } from './parts/screen.tsx';
import { useLoad } from './use-load.ts';
import './settle.css';

/** How well sheets are keyed: the sentence first, then clerks, then questions. */
export function KeyingQualityScreen() {
  const { lang, words } = useLanguage();
  const { params } = useRoute();
  const campaign = params.campaign ?? '';
  const { conflicts, quality: text, sections } = words.staff;
  const [batch, setBatch] = useState('');
  const load = useLoad<KeyingQuality>(`${campaign} ${batch}`, () =>
    answerOf(
      quality.campaigns[':campaign']['keying-quality'].$get({
        param: { campaign },
        query: batch === '' ? {} : { batch },
      }),
    ),
  );
  const title = load.data ? say(load.data.campaign.title, lang) : sections.paper;
  const actions = (
    <a class="button quiet" href={conflictsScreen(campaign)}>
      {conflicts.short}
    </a>
  );
  return (
    <Screen title={text.title} over={{ title, href: PAPER }} actions={actions}>
      <Loaded load={load}>
        {(data) => (
          <>
            <BatchChoice batches={data.batches} batch={batch} onChoose={setBatch} />
            {data.sheets.keyed === 0 ? <p class="empty">{text.none}</p> : <Report data={data} />}
          </>
        )}
      </Loaded>
    </Screen>
  );
}

interface BatchChoiceProps {
  readonly batches: readonly number[];
  readonly batch: string;
  onChoose(batch: string): void;
}

function BatchChoice({ batches, batch, onChoose }: BatchChoiceProps) {
  const { words } = useLanguage();
  const { quality: text } = words.staff;
  if (batches.length < 2) return null;
  return (
    <div class="unit-choice quality-choice block-s">
      <Field label={text.batch}>
        {(control) => (
          <select {...control} value={batch} onChange={({ currentTarget: { value } }) => onChoose(value)}>
            <option value="">{text.allBatches}</option>
            {batches.map((one) => (
              <option key={one} value={String(one)}>
                {text.batchName(batchNumber(one))}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function Report({ data }: { readonly data: KeyingQuality }) {
  const { lang, words } = useLanguage();
  const { quality: text } = words.staff;
  const { keyed, twice, equal, settled, open } = data.sheets;
  return (
    <>
      <p class="note info block-s">
        <strong>{agreementSentence(data, lang)}</strong>
      </p>
      <p class="block-s">{text.standing(keyed, twice, equal, settled, open)}</p>
      <section class="block">
        <div class="section-head">
          <h2>{text.clerksTitle}</h2>
          <button
            type="button"
            class="button quiet"
            onClick={() => saveFile(`chat-luong-nhap-${data.campaign.id}.csv`, qualityCsv(data, lang))}
          >
            {text.csv}
          </button>
        </div>
        <ClerkTable data={data} />
        <p class="small muted">
          {text.yardstick(figure(data.yardstick.single, lang), figure(data.yardstick.double, lang))}
        </p>
      </section>
      {data.questions.length > 0 && (
        <section class="block">
          <h2>{text.questionsTitle}</h2>
          <QuestionTable data={data} />
        </section>
      )}
      <details class="more">
        <summary>{text.methodTitle}</summary>
        {text.method.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </>
  );
}
