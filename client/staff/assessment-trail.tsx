import { useState } from 'preact/hooks';
import { ArithmeticLine } from '../arithmetic-line.tsx';
import { formatInstant } from '../format.ts';
import { answerOf, assessments, type ScoreTrail } from './api.ts';
import { StagePoints } from './assessment-compare.tsx';
import { RatioLine } from './assessment-ratio.tsx';
import { useLanguage } from './language.tsx';
import { LoadingShape } from './parts/loaded.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { useSend } from './use-send.ts';

interface TrailProps {
  readonly campaign: string;
  readonly unit: string;
  readonly criterion: string;
}

/** Every score that was ever handed in for a leaf, asked for when it is opened. */
export function Trail({ campaign, unit, criterion }: TrailProps) {
  const { words } = useLanguage();
  const { assessment: text } = words.staff;
  const [trail, setTrail] = useState<ScoreTrail | null>(null);
  const { trouble, run } = useSend();
  const open = () =>
    void run(async () => {
      const param = { campaign, unit, criterion };
      const sent = assessments.campaigns[':campaign'].assessments[':unit'].trail[':criterion'].$get({
        param,
      });
      setTrail((await answerOf(sent)).trail);
    });
  return (
    <details class="more trail-box" onToggle={(event) => event.currentTarget.open && open()}>
      <summary>{text.trail}</summary>
      <TroubleNotice trouble={trouble} />
      {!trail && !trouble && <LoadingShape />}
      {trail?.length === 0 && <p class="small muted">{text.trailNone}</p>}
      {trail && trail.length > 0 && <TrailList trail={trail} />}
    </details>
  );
}

export function TrailList({ trail }: { readonly trail: ScoreTrail }) {
  const { lang, words } = useLanguage();
  const { assessment: text } = words.staff;
  return (
    <ol class="trail-list small">
      {trail.map((one) => (
        <li key={`${one.stage} ${one.at} ${one.points}`}>
          <b>{text.stages[one.stage]}</b> {one.stage !== 'explanation' && <StagePoints entry={one} />}{' '}
          <span class="muted">
            {text.byAt(one.by, formatInstant(one.at, lang))}
            {one.confirmedBy && ` · ${text.confirmedBy(one.confirmedBy)}`}
          </span>
          {one.arithmetic && (
            <p>
              <ArithmeticLine parts={one.arithmetic} lang={lang} />
            </p>
          )}
          <RatioLine entry={one} />
          {one.note && <p class="said">{one.note}</p>}
          {one.source && (
            <p class="muted">
              {text.source}: {one.source}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
