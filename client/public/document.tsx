import type { ComponentChildren } from 'preact';
import type { Lang } from '../../survey-forms/form.ts';
import { languageName, languages, wordsOf } from '../words/words-of.ts';
import { homeAddress, localised } from './addresses.ts';

/** Addresses of the built files, hashed by the build. */
export interface Assets {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

export interface DocumentProps {
  readonly lang: Lang;
  /** What this page is, without the name of the product. */
  readonly title: string;
  /** Address of this page in Vietnamese. */
  readonly path: string;
  readonly assets: Assets;
  readonly children: ComponentChildren;
}

/**
 * The bones of every page: language, title, the same page in the other language, built files. Nothing is inline, as the
 * content security policy demands. `renderPage` puts the doctype before it.
 */
export function Document({ lang, title, path, assets, children }: DocumentProps) {
  const words = wordsOf(lang);
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${words.common.product}`}</title>
        <meta name="theme-color" content="#0b5d5e" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        {languages().map((one) => (
          <link key={one} rel="alternate" hreflang={one} href={localised(one, path)} />
        ))}
        {assets.styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {assets.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {words.common.skip}
        </a>
        {children}
      </body>
    </html>
  );
}

/** The mark: a ruler, and the name. It leads home. */
export function Mark({ lang }: { readonly lang: Lang }) {
  return (
    <a class="mark" href={homeAddress(lang)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M3 16 16 3l5 5L8 21z"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linejoin="round"
        />
        <path
          d="m7.5 12 2 2m.7-4.7 2 2m.7-4.7 2 2"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        />
      </svg>
      {wordsOf(lang).common.product}
    </a>
  );
}

/** The same page in the other languages, each under its own name. */
export function LanguageLink({ lang, path }: { readonly lang: Lang; readonly path: string }) {
  return (
    <>
      {languages()
        .filter((one) => one !== lang)
        .map((one) => (
          <a key={one} class="language" lang={one} hreflang={one} href={localised(one, path)}>
            {languageName(one)}
          </a>
        ))}
    </>
  );
}

/** Says that what is shown is sample data, on every page of a sample system. */
export function SampleBanner({ lang }: { readonly lang: Lang }) {
  const { label, text } = wordsOf(lang).sample;
  return (
    <aside class="sample" aria-label={label}>
      <p>
        <strong>{label}</strong> {text}
      </p>
    </aside>
  );
}
