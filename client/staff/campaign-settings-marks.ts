/** Marks of what does not apply, as the screens send them. Plain functions. */
import { answerOf, type CampaignSettings, campaignSettings } from './api.ts';

export type Mark = CampaignSettings['marks'][number];

export interface MarksProps {
  readonly settings: CampaignSettings;
  onSaved(): void;
}

export const keyOf = ({ unit, criterion }: Pick<Mark, 'unit' | 'criterion'>) => `${unit} ${criterion}`;

/** @param marks each with the reason as it stood when the mark was made */
export const putMarks = (campaign: string, marks: readonly (Mark & { readonly seen: string | null })[]) =>
  answerOf(
    campaignSettings.campaigns[':campaign'].applicability.$put({
      param: { campaign },
      json: { marks: [...marks] },
    }),
  );
