import { useState } from 'preact/hooks';
import { say } from '../../survey-forms/form.ts';
import { answerOf, type SigningKeys, signatures } from './api.ts';
import { useFlash } from './flash.ts';
import { useLanguage } from './language.tsx';
import { ChoiceField } from './parts/choice-field.tsx';
import { Dialog } from './parts/dialog.tsx';
import { DialogActions } from './parts/dialog-actions.tsx';
import { TroubleNotice } from './parts/notice.tsx';
import { TextArea } from './parts/text-area.tsx';
import { TextInput } from './parts/text-input.tsx';
import { fieldError } from './trouble.ts';
import { useSend } from './use-send.ts';

interface NewSigningKeyDialogProps {
  readonly provinces: SigningKeys['provinces'];
  /** What stands in the field at first. */
  readonly publicKey: string;
  onClose(): void;
  onAdded(): void;
}

/** A PEM file says what it holds. */
export const isPrivateKey = (text: string): boolean => /\bPRIVATE KEY\b/i.test(text);

/** Whose key it is, and the key; a private key pasted by mistake stays on this page. */
export function NewSigningKeyDialog({ provinces, publicKey, onClose, onAdded }: NewSigningKeyDialogProps) {
  const { lang, words } = useLanguage();
  const { signatures: text } = words.staff;
  const flash = useFlash();
  const { busy, trouble, run } = useSend();
  const [province, setProvince] = useState(provinces[0]?.code ?? '');
  const [name, setName] = useState('');
  const [key, setKey] = useState(publicKey);
  const [isPrivate, setPrivate] = useState(false);
  const errorOf = (field: string) => fieldError(trouble, field, words);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    // A private key that leaves this page is no secret any more, whatever the server then answers.
    setPrivate(isPrivateKey(key));
    if (isPrivateKey(key)) return;
    void run(async () => {
      const json = { province, name, publicKey: key };
      const added = await answerOf(signatures['signing-keys'].$post({ json }));
      flash({ text: text.added(added.name) });
      onAdded();
    });
  };
  return (
    <Dialog title={text.addKeyTitle} onClose={onClose}>
      <form class="fields" noValidate onSubmit={add}>
        <TroubleNotice
          trouble={trouble}
          fields={{ province: text.province, name: text.name, publicKey: text.publicKey }}
        />
        {provinces.length > 1 && (
          <ChoiceField
            label={text.province}
            name="province"
            value={province}
            choices={provinces.map((one) => [one.code, say(one.name, lang)] as const)}
            error={errorOf('province')}
            onChoose={setProvince}
          />
        )}
        <TextInput
          label={text.name}
          hint={text.nameHint}
          name="name"
          required
          value={name}
          error={errorOf('name')}
          onInput={setName}
        />
        <TextArea
          label={text.publicKey}
          hint={text.publicKeyHint}
          name="publicKey"
          required
          value={key}
          error={isPrivate ? text.places['private-key'] : errorOf('publicKey')}
          onInput={setKey}
        />
        <DialogActions action={text.addKey} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
