import { describe, expect, it } from 'vitest';
import { countTries, pinMatches, storePin } from '../../client/kiosk/device-pin.ts';
import type { DeviceTask } from '../../client/kiosk/kiosk-data.ts';
import { questionCount, Sitting } from '../../client/kiosk/sitting.ts';
import type { Form } from '../../survey-forms/form.ts';

/** Asks for the group, a yes or no, how often only after a yes, what else was wrong, and a comment. */
const form: Form = {
  id: 'quay',
  version: 3,
  title: { vi: 'Phiếu' },
  intro: { vi: 'Lời dẫn' },
  respondentGroups: [
    { code: 'citizen', text: { vi: 'Người dân' } },
    { code: 'organisation', text: { vi: 'Tổ chức' } },
  ],
  scales: {
    yes: {
      levels: [
        { code: 1, text: { vi: 'Có' } },
        { code: 2, text: { vi: 'Không' } },
      ],
    },
  },
  sections: [
    {
      key: 'all',
      title: { vi: 'Tất cả' },
      questions: [
        { key: 'again', kind: 'yes-no', text: { vi: 'Phải đi lại?' }, scale: 'yes', required: true },
        {
          key: 'often',
          kind: 'number',
          text: { vi: 'Mấy lần?' },
          min: '1',
          max: '9',
          required: true,
          askIf: { question: 'again', is: [1] },
        },
        { key: 'other', kind: 'multi', text: { vi: 'Còn gì?' }, scale: 'yes' },
        { key: 'comment', kind: 'text', text: { vi: 'Góp ý' }, maxLength: 10 },
      ],
    },
  ],
};

const task: DeviceTask = {
  survey: 's1',
  unit: { code: 'TT-AN', name: { vi: 'Sở An' } },
  counter: 'Quầy 1',
  state: 'open',
  opensOn: '2026-06-01',
  sealingKey: null,
  sample: false,
  form,
};

const at = ({ step }: Sitting) => (step.kind === 'question' ? step.question.key : step.kind);

describe('a sitting at the kiosk', () => {
  it('goes through what is asked, one by one, and says where it stands', () => {
    const sitting = new Sitting(form);
    expect([at(sitting), sitting.isFirst, sitting.progress]).toEqual(['group', true, { step: 1, steps: 4 }]);
    sitting.chooseGroup('citizen');
    expect([at(sitting), sitting.isFirst]).toEqual(['again', false]);
    expect(sitting.answer(1)).toBeNull();
    // A yes asks one more.
    expect([at(sitting), sitting.progress]).toEqual(['often', { step: 3, steps: 5 }]);
    sitting.answer('3');
    sitting.answer([]);
    sitting.answer(null);
    expect(at(sitting)).toBe('send');
    expect(questionCount(form)).toBe(5);
  });

  it('stays where an answer does not fit, and says why', () => {
    const sitting = new Sitting(form);
    sitting.chooseGroup('citizen');
    expect(sitting.answer(7)?.code).toBe('not-in-scale');
    expect(sitting.answer(null)?.code).toBe('required');
    sitting.answer(1);
    expect(sitting.answer('nhiều')?.code).toBe('not-a-number');
    expect(sitting.answer('10')).toMatchObject({ code: 'too-large', limit: '9' });
    expect(at(sitting)).toBe('often');
  });

  it('goes back with the answers kept, and sends none that is no longer asked', () => {
    const sitting = new Sitting(form);
    sitting.back();
    expect(at(sitting)).toBe('group');
    sitting.chooseGroup('citizen');
    sitting.answer(1);
    sitting.answer('3');
    sitting.back();
    sitting.back();
    expect([at(sitting), sitting.answers]).toEqual(['again', { again: 1, often: '3' }]);
    sitting.answer(2);
    expect(at(sitting)).toBe('other');
    sitting.answer([2, 1]);
    sitting.answer('Tốt');
    expect(sitting.submission(task, 'id-of-22-characters...', 12.9)).toEqual({
      clientId: 'id-of-22-characters...',
      survey: 's1',
      formVersion: 3,
      unit: 'TT-AN',
      respondentGroup: 'citizen',
      channel: 'kiosk',
      seconds: 12,
      answers: { again: 2, other: [2, 1], comment: 'Tốt' },
    });
  });

  it('takes an answer back when it is skipped the second time', () => {
    const sitting = new Sitting(form);
    sitting.chooseGroup('citizen');
    sitting.answer(2);
    sitting.answer([1]);
    sitting.back();
    sitting.answer(null);
    expect(sitting.answers).toEqual({ again: 2 });
  });

  it('does not ask for a group where there is one, nor says more than a day', () => {
    const [only] = form.respondentGroups;
    const single = { ...form, respondentGroups: only ? [only] : [] };
    const sitting = new Sitting(single);
    expect([at(sitting), questionCount(single)]).toEqual(['again', 4]);
    expect(sitting.submission(task, 'x', 1e9)).toMatchObject({ respondentGroup: 'citizen', seconds: 86_400 });
  });
});

describe('the PIN on the device', () => {
  it('is a salted hash that only the PIN matches', async () => {
    const [one, other] = await Promise.all([storePin('2468', 1000), storePin('2468', 1000)]);
    if (!one || !other) throw new Error('there is no way to hash');
    expect(one.hash).not.toBe(other.hash);
    expect(JSON.stringify(one)).not.toContain('2468');
    expect(await pinMatches(one, '2468')).toBe(true);
    for (const pin of ['', '2469', '02468', '24680']) expect(await pinMatches(one, pin)).toBe(false);
  });

  it('is tried ten times in a quarter of an hour', () => {
    let now = 0;
    const tries = countTries(() => now);
    for (let i = 0; i < 9; i++) tries.noteWrong();
    expect(tries.minutesToWait()).toBe(0);
    now = 60_000;
    tries.noteWrong();
    expect(tries.minutesToWait()).toBe(14);
    now = 15 * 60_000 - 1;
    expect(tries.minutesToWait()).toBe(1);
    now += 1;
    expect(tries.minutesToWait()).toBe(0);
    tries.noteWrong();
    tries.forget();
    expect(tries.minutesToWait()).toBe(0);
  });
});
