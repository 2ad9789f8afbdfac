import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { openQuarterSurvey, RATINGS } from './addresses.ts';
import { answerOf, type Rating, ratings } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { RatingFeedDialog } from './rating-feed-dialog.tsx';
import { RatingStepDialog } from './rating-step-dialog.tsx';
import { RatingSurveysDialog } from './rating-surveys-dialog.tsx';
import { freeSurveys } from './ratings-screen.tsx';
import { useLoad } from './use-load.ts';
import { useSend } from './use-send.ts';

export interface RatingStepsProps {
  readonly rating: Rating;
  /** "Quý I/2026" */
  readonly title: string;
  reload(): void;
}

/** What the reader may do with a quarter as it stands: verify, close, feed, and choose its surveys. */
export function RatingSteps(props: RatingStepsProps) {
  const { words } = useLanguage();
  const { ratings: text } = words.staff;
  const { rating } = props;
  const { state, over, running, mayVerify, mayClose, mayFeed, mayChange } = rating;
  const ready = over && running.length === 0;
  return (
    <div class="rating-steps">
      {mayVerify && state === 'open' && ready && <Verify {...props} />}
      {mayClose && state === 'verified' && ready && !rating.outdated && <Close {...props} />}
      {mayClose && state === 'open' && ready && <p class="muted">{text.close.waits}</p>}
      {mayVerify && state === 'verified' && <TakeBack {...props} />}
      {mayChange && state !== 'closed' && <Surveys {...props} />}
      {mayChange && state === 'open' && rating.entries.length === 0 && <Remove {...props} />}
      {mayFeed && state === 'closed' && <Feed {...props} />}
    </div>
  );
}

const one = ratings.ratings[':rating'];

function Verify(props: RatingStepsProps) {
  const { verify } = useLanguage().words.staff.ratings;
  const { rating } = props;
  const json = { verified: true, ...(rating.missing.length > 0 && { withMissing: true }) };
  const send = () => answerOf(one.verification.$put({ param: { rating: rating.id }, json }));
  const { length } = rating.missing;
  const count = (reason: string) => rating.missing.filter((one) => one.reason === reason).length;
  const [waiting, returned] = [count('not-verified'), count('returned')];
  return (
    <Step
      {...props}
      text={verify}
      further={waiting + returned > 0 ? [verify.entered(waiting, returned)] : []}
      agree={length > 0 ? { label: verify.agree(length), missing: verify.notAgreed } : undefined}
      send={send}
    />
  );
}

function Close(props: RatingStepsProps) {
  const { close } = useLanguage().words.staff.ratings;
  const send = () => answerOf(one.close.$post({ param: { rating: props.rating.id }, json: {} }));
  return <Step {...props} text={close} send={send} />;
}

interface StepProps extends RatingStepsProps {
  readonly text: {
    readonly open: string;
    readonly send: string;
    readonly consequences: readonly string[];
    title(quarter: string): string;
    missing(count: number): string;
    done(quarter: string): string;
  };
  readonly further?: readonly string[] | undefined;
  readonly agree?: { readonly label: string; readonly missing: string } | undefined;
  send(): Promise<unknown>;
}

/** A step of the whole quarter, after its consequences were read: indicators that are missing are among them. */
function Step({ rating, title, reload, text, further = [], agree, send }: StepProps) {
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const { length } = rating.missing;
  const confirm = async () => {
    await send();
    flash({ text: text.done(title) });
    reload();
  };
  return (
    <>
      <button type="button" class="button" onClick={() => setAsking(true)}>
        {text.open}
      </button>
      {asking && (
        <RatingStepDialog
          title={text.title(title)}
          consequences={[...text.consequences, ...(length > 0 ? [text.missing(length)] : []), ...further]}
          agree={agree}
          action={text.send}
          onClose={() => setAsking(false)}
          onSend={confirm}
        />
      )}
    </>
  );
}

/** A quarter that was opened by mistake, while nothing was entered for it. */
function Remove({ rating, title }: RatingStepsProps) {
  const { words } = useLanguage();
  const { remove: text } = words.staff.ratings;
  const { route } = useLocation();
  const flash = useFlash();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    await answerOf(one.$delete({ param: { rating: rating.id }, json: {} }));
    flash({ text: text.done(title) });
    route(RATINGS);
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {text.open}
      </button>
      {asking && (
        <RatingStepDialog
          title={text.title(title)}
          consequences={text.consequences}
          action={text.send}
          onClose={() => setAsking(false)}
          onSend={remove}
        />
      )}
    </>
  );
}

/** The control office looks again; until then nobody closes the quarter. */
function TakeBack({ rating, reload }: RatingStepsProps) {
  const { words } = useLanguage();
  const { verify: text } = words.staff.ratings;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const takeBack = () =>
    run(async () => {
      await answerOf(one.verification.$put({ param: { rating: rating.id }, json: { verified: false } }));
      flash({ text: text.takenBack });
      reload();
    });
  return (
    <>
      <button type="button" class="button quiet" disabled={busy} onClick={() => void takeBack()}>
        {text.takeBack}
      </button>
      <TroubleNotice trouble={trouble} />
    </>
  );
}

function Surveys(props: RatingStepsProps) {
  const { words } = useLanguage();
  const { surveys: text } = words.staff.ratings;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {text.open(props.rating.surveys.length)}
      </button>
      {asking && <ChooseSurveys {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

interface ChooseSurveysProps extends RatingStepsProps {
  onClose(): void;
}

/** Asked for when it is needed: the list of years computes where every open quarter stands. */
function ChooseSurveys({ rating, title, reload, onClose }: ChooseSurveysProps) {
  const { words } = useLanguage();
  const { surveys: text } = words.staff.ratings;
  const flash = useFlash();
  const load = useLoad(rating.campaign, async () => {
    const { years } = await answerOf(ratings.ratings.$get());
    const year = years.find(({ campaign }) => campaign === rating.campaign);
    const others = year?.quarters.filter(({ id }) => id !== rating.id) ?? [];
    return freeSurveys({ surveys: year?.surveys ?? [], quarters: others }, rating.result.rules.forms);
  });
  if (load.data === null) return <TroubleNotice trouble={load.trouble} />;
  return (
    <RatingSurveysDialog
      title={text.title(title)}
      lead={text.lead}
      action={text.send}
      surveys={load.data}
      newSurvey={openQuarterSurvey(rating.campaign, rating.quarter)}
      chosen={rating.surveys}
      onClose={onClose}
      onSend={async (surveys) => {
        const json = { surveys, seen: rating.revision };
        await answerOf(one.$put({ param: { rating: rating.id }, json }));
        flash({ text: text.done });
        onClose();
        reload();
      }}
    />
  );
}

function Feed({ rating, title }: RatingStepsProps) {
  const { words } = useLanguage();
  const { feed: text } = words.staff.ratings;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="button quiet" onClick={() => setAsking(true)}>
        {text.open}
      </button>
      {asking && (
        <RatingFeedDialog
          province={rating.province}
          from={{ rating: rating.id }}
          result={rating.result}
          title={title}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
