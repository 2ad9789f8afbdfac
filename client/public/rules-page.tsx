import type { ComponentChildren } from 'preact';
import { say, type Text } from '../../survey-forms/form.ts';
import { fill } from '../words/fill.ts';
import { type Words, wordsOf } from '../words/words-of.ts';
import { receiptLookUpAddress, rulesAddress } from './addresses.ts';
import { Page, type PageContext } from './page.tsx';

/** The numbers of the rules, as the program applies them. */
export interface RuleNumbers {
  readonly secondsPerAnswer: number;
  readonly identicalRun: number;
  /** Answers a minute and unit, unless a survey sets its own. */
  readonly burstBound: number;
  /** Smallest base of a figure, on public pages and inside (decision 23). */
  readonly publicBase: number;
  readonly insideBase: number;
  /** Further answers from one release of item results to the next (decision 22). */
  readonly releaseStep: number;
  /** Comments that are read together at least (decision 21). */
  readonly commentBatch: number;
  readonly addressMinutes: number;
}

export interface RulesPageProps extends PageContext {
  readonly numbers: RuleNumbers;
  /** Surveys open now, with the bound that each has set. */
  readonly surveys: readonly { readonly id: string; readonly title: Text; readonly burstBound: number }[];
}

/** The published rules (decision 19), what the gate hides (decision 23), and the whole of the notice before the form. */
export function RulesPage({ numbers, surveys, ...context }: RulesPageProps) {
  const { lang } = context;
  const { rules, receipt } = wordsOf(lang);
  return (
    <Page {...context} title={rules.title} path={rulesAddress('vi')} current={null}>
      <h1>{rules.title}</h1>
      <p class="lead">{rules.lead}</p>
      <Block id="giu-gi" title={rules.keptTitle}>
        <p>{rules.who}</p>
        <Kept rules={rules} numbers={numbers} />
      </Block>
      <Block id="tim-lai" title={rules.againTitle}>
        <p>
          {rules.again} <a href={receiptLookUpAddress(lang)}>{receipt.lookUp.title}</a>
        </p>
      </Block>
      <Block id="danh-dau" title={rules.flagsTitle}>
        <p>{rules.flags}</p>
        <Flags rules={rules} numbers={numbers} />
        {surveys.length > 0 && <Bounds rules={rules} surveys={surveys} lang={lang} />}
      </Block>
      <Block id="di-dau" title={rules.flaggedTitle}>
        <p>{rules.flagged}</p>
      </Block>
      <Block id="khong-neu" title={rules.gateTitle}>
        <ul>
          {Object.values(rules.gate).map((sentence) => (
            <li key={sentence}>
              {fill(sentence, {
                publicBase: numbers.publicBase,
                insideBase: numbers.insideBase,
                step: numbers.releaseStep,
              })}
            </li>
          ))}
        </ul>
      </Block>
    </Page>
  );
}

type Rules = Words['rules'];

function Block({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="block rules" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** What is kept, how, and for how long: a list, for three columns of sentences do not fit a phone. */
function Kept({ rules, numbers }: { readonly rules: Rules; readonly numbers: RuleNumbers }) {
  const numbered = (sentence: string) =>
    fill(sentence, { batch: numbers.commentBatch, minutes: numbers.addressMinutes });
  return (
    <ul class="rows">
      {Object.values(rules.rows).map((row) => (
        <li key={row.what}>
          <h3>{row.what}</h3>
          <p>{numbered(row.kept)}</p>
          <p>
            <strong>{rules.howLong}:</strong> {numbered(row.howLong)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Flags({ rules, numbers }: { readonly rules: Rules; readonly numbers: RuleNumbers }) {
  const list = [
    { title: rules.tooFastTitle, text: fill(rules.tooFast, { seconds: numbers.secondsPerAnswer }) },
    { title: rules.identicalTitle, text: fill(rules.identical, { count: numbers.identicalRun }) },
    { title: rules.burstTitle, text: fill(rules.burst, { bound: numbers.burstBound }) },
    { title: rules.deviceTitle, text: rules.device },
  ];
  return (
    <ul class="rows">
      {list.map(({ title, text }) => (
        <li key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}

interface BoundsProps {
  readonly rules: Rules;
  readonly surveys: RulesPageProps['surveys'];
  readonly lang: PageContext['lang'];
}

function Bounds({ rules, surveys, lang }: BoundsProps) {
  return (
    <table class="wrapping">
      <caption>{rules.burstOwn}</caption>
      <thead>
        <tr>
          <th scope="col">{rules.survey}</th>
          <th scope="col" class="n">
            {rules.perMinute}
          </th>
        </tr>
      </thead>
      <tbody>
        {surveys.map((survey) => (
          <tr key={survey.id}>
            <th scope="row">{say(survey.title, lang)}</th>
            <td class="n">{survey.burstBound}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
