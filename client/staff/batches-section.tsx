import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { formatCount, formatDate } from '../format.ts';
import { answerOf, type Batches, tokens } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { ScrollBox } from './parts/scroll-box.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

type Batch = Batches['batches'][number];

interface BatchesSectionProps {
  readonly data: Batches;
  /** A batch is void now. */
  onVoided(): void;
}

/** What was issued, a batch a line; never a token. */
export function BatchesSection({ data, onVoided }: BatchesSectionProps) {
  const { lang, words } = useLanguage();
  const { batches: text, unit } = words.staff.tokens;
  const [chosen, setChosen] = useState<Batch | null>(null);
  const nameOf = useUnitName(data);
  return (
    <section class="block">
      <h2>{text.title}</h2>
      {data.batches.length === 0 ? (
        <p class="empty">{text.none}</p>
      ) : (
        <ScrollBox label={text.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.id}</th>
                <th scope="col">{text.issuedOn}</th>
                <th scope="col">{unit}</th>
                <th scope="col" class="n">
                  {text.tokens}
                </th>
                <th scope="col">{words.staff.tokens.expiresOn}</th>
                <th scope="col">{text.state}</th>
                <th scope="col">{words.staff.surveys.actions}</th>
              </tr>
            </thead>
            <tbody>
              {data.batches.map((batch) => (
                <tr key={batch.id}>
                  <th scope="row">
                    <code>{batch.id}</code>
                  </th>
                  <td>{formatDate(batch.issuedOn, lang)}</td>
                  <td>{nameOf(batch.unit)}</td>
                  <td class="n">{formatCount(batch.tokens, lang)}</td>
                  <td>{formatDate(batch.expiresOn, lang)}</td>
                  <td>{text.states[batch.state]}</td>
                  <td>
                    {batch.state === 'issued' && (
                      <button type="button" class="link-button" onClick={() => setChosen(batch)}>
                        {text.void}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {chosen && (
        <VoidDialog
          survey={data.survey.id}
          batch={chosen}
          unit={nameOf(chosen.unit)}
          onClose={() => setChosen(null)}
          onVoided={onVoided}
        />
      )}
    </section>
  );
}

/** Name of a unit by its code; for none, that one form rates many. */
function useUnitName({ units }: Pick<Batches, 'units'>): (code: string) => string {
  const { lang, words } = useLanguage();
  return (code) => {
    const found = units.find((one) => one.code === code);
    return found ? say(found.name, lang) : words.staff.manyUnits;
  };
}

interface VoidDialogProps {
  readonly survey: string;
  readonly batch: Batch;
  readonly unit: string;
  onClose(): void;
  onVoided(): void;
}

/** Cannot be undone, so it asks, with the consequences in words. */
function VoidDialog({ survey, batch, unit, onClose, onVoided }: VoidDialogProps) {
  const { words } = useLanguage();
  const flash = useFlash();
  const { staff } = words;
  const { batches: text } = staff.tokens;
  const [reason, setReason] = useState('');
  const { busy, trouble, run } = useSend();
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    void run(async () => {
      const param = { survey, batch: batch.id };
      const sent = tokens.surveys[':survey'].batches[':batch'].$delete({ param, json: { reason } });
      flash({ text: text.voided((await answerOf(sent)).void) });
      onVoided();
      onClose();
    });
  };
  return (
    <Dialog title={text.voidTitle(batch.id)} onClose={onClose}>
      <form class="fields" onSubmit={send}>
        <p>{text.voidLead(batch.tokens, unit)}</p>
        <TroubleNotice trouble={trouble} fields={{ reason: text.reason }} />
        <TextInput
          label={text.reason}
          hint={text.reasonHint}
          name="reason"
          required
          value={reason}
          onInput={setReason}
          error={fieldError(trouble, 'reason', words)}
        />
        <DialogActions action={text.void} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
