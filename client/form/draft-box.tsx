import { localised } from '../public/addresses.ts';
import { fill } from '../words/fill.ts';
import { languageName, languages } from '../words/words-of.ts';
import { SWITCH_FIELD } from './field-names.ts';
import type { FormOnScreen } from './shown-errors.ts';

/** A draft that waits on the phone; the script shows it. */
export function DraftOffer({ words }: { readonly words: FormOnScreen['words'] }) {
  return (
    <section id="draft" class="offer" aria-labelledby="draft-title" hidden>
      <h2 id="draft-title">{words.draftTitle}</h2>
      <p>{words.draftText}</p>
      <div class="choices">
        <button type="button" class="button" id="draft-continue">
          {words.draftContinue}
        </button>
        <button type="button" class="button quiet" id="draft-again">
          {words.draftAgain}
        </button>
      </div>
    </section>
  );
}

/** Without script, the way to another language that keeps what was answered. The script has a draft for that. */
export function LanguageButtons({
  lang,
  path,
  words,
}: Pick<FormOnScreen, 'lang' | 'words'> & { path: string }) {
  return (
    <>
      {languages()
        .filter((one) => one !== lang)
        .map((one) => (
          <button
            key={one}
            type="submit"
            class="button quiet without-script"
            name={SWITCH_FIELD}
            value={one}
            formaction={localised(one, path)}
          >
            {fill(words.switchTo, { language: languageName(one) })}
          </button>
        ))}
    </>
  );
}
