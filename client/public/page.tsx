import type { ComponentChildren } from 'preact';
import type { Lang } from '../../survey-forms/form.ts';
import { wordsOf } from '../words/words-of.ts';
import {
  comparisonAddress,
  homeAddress,
  methodAddress,
  receiptLookUpAddress,
  resultsAddress,
  rulesAddress,
} from './addresses.ts';
import { type Assets, Document, LanguageLink, Mark, SampleBanner } from './document.tsx';

/** What the server knows of the request and the build, for every page. */
export interface PageContext {
  readonly lang: Lang;
  /** The system runs on sample data, which every page says. */
  readonly sample: boolean;
  readonly assets: Assets;
}

export type Place = 'home' | 'surveys' | 'results' | 'method' | 'comparison';

export interface PageProps extends PageContext {
  readonly title: string;
  /** Address of this page in Vietnamese. */
  readonly path: string;
  readonly current: Place | null;
  /** Campaign the page is about: then results, method and comparison in the header lead to it. */
  readonly campaign?: string | undefined;
  /** The revision that the page's address names: the header leads to pages of the same. */
  readonly asked?: number | undefined;
  readonly children: ComponentChildren;
}

/** A public page: header, sample banner, content, footer. Readable without any script. */
export function Page({ lang, sample, assets, title, path, current, campaign, asked, children }: PageProps) {
  const { common, receipt, rules } = wordsOf(lang);
  return (
    <Document lang={lang} title={title} path={path} assets={assets}>
      <header class="bar">
        <Mark lang={lang} />
        <nav aria-label={common.navigation}>
          {waysOn(lang, campaign, asked).map(({ place, href }) => (
            <a key={place} href={href} aria-current={place === current ? 'page' : undefined}>
              {common[place]}
            </a>
          ))}
        </nav>
        <LanguageLink lang={lang} path={path} />
      </header>
      {sample && <SampleBanner lang={lang} />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer class="foot">
        <p>{common.footer}</p>
        <p>
          {common.footerNames} <a href={rulesAddress(lang)}>{rules.short}</a> ·{' '}
          <a href={receiptLookUpAddress(lang)}>{receipt.lookUp.title}</a>
        </p>
      </footer>
    </Document>
  );
}

function waysOn(
  lang: Lang,
  campaign: string | undefined,
  asked: number | undefined,
): { place: Place; href: string }[] {
  const home = homeAddress(lang);
  const surveys = { place: 'surveys', href: `${home}#khao-sat` } as const;
  if (campaign === undefined) return [surveys, { place: 'results', href: `${home}#ket-qua` }];
  return [
    { place: 'results', href: resultsAddress(lang, campaign, asked) },
    { place: 'method', href: methodAddress(lang, campaign, asked) },
    { place: 'comparison', href: comparisonAddress(lang, campaign, asked) },
    surveys,
  ];
}
