/**
 * The campaign file, as an office imports it: which units are ranked under which policies, what was scored, and what
 * the document printed. Its structure; the rules are in `check-campaign.ts`.
 */
import { z } from 'zod';
import type { Text } from '../../survey-forms/form.ts';
import type { Adjustment, Figures, Policies, PrintedValue, Score, Subordinates } from './campaign.ts';
import {
  criterionCodeField,
  decimalField,
  filledField,
  idField,
  textField,
  unitCodeField,
} from './fault-list.ts';
import type { DecimalText } from './framework.ts';

/** What the office imports: `campaign.json`. `unit` is a code, a name or an alias. */
export interface CampaignFile {
  readonly kind: 'campaign';
  readonly campaign: {
    readonly id: string;
    /** Code of the province. */
    readonly province: string;
    /** The year that is evaluated. */
    readonly year: number;
    readonly title: Text;
    /** The document the values come from; null where there is none. */
    readonly source: string | null;
    readonly policies: Policies;
    readonly frameworkId: string;
    readonly frameworkVersion: number;
  };
  /** The ranked units, in the order of the document. `scale`: the standard scale where it is given directly. */
  readonly units: readonly {
    readonly unit: string;
    readonly group?: string | null | undefined;
    readonly scale?: DecimalText | null | undefined;
  }[];
  /** A leaf of a unit that has no row here is blank, which is neither zero nor not assessed (decision 9). */
  readonly scores: readonly Score[];
  readonly adjustments: readonly Adjustment[];
  readonly printed: readonly PrintedValue[];
  readonly fieldwork?: Fieldwork | undefined;
  readonly notes?: readonly CampaignNote[] | undefined;
  /** The classes of the units below, for a class cap. */
  readonly subordinates?: readonly Subordinates[] | undefined;
}

/** Counts of forms, as the document reports them (domain §7). */
export interface Fieldwork {
  readonly formsIssued: number;
  readonly formsCollected: number;
  readonly formsAccepted: number;
  readonly formsRejected: number;
  readonly rejectionReason?: Text | undefined;
  readonly formTemplates?: number | undefined;
  readonly enteredBy?: Text | undefined;
}

/** Something the document prints that is carried and shown, not computed with. `unit` null: about the whole campaign. */
export interface CampaignNote {
  readonly unit: string | null;
  readonly text: Text;
}

const policyFields: z.ZodType<Policies> = z.strictObject({
  adjustments: z.enum(['inside-the-points', 'after-scaling']),
  notApplicable: z.enum(['flat', 'level-by-level']),
  ranking: z.enum(['all', 'groups', 'class-first']),
  ties: z.enum(['shared', 'higher-appraisal-first']),
  openAnswers: z.enum(['excluded', 'included']),
  flaggedAnswers: z.enum(['included', 'excluded']),
  minimumResponses: z.int().min(1),
  unbalancedUnits: z.enum(['ranked', 'not-ranked']).optional(),
  indexCeiling: z.enum(['none', 'at-100']).optional(),
  classCap: z.strictObject({ reached: filledField, least: decimalField, heldAt: filledField }).optional(),
});

const figureFields: z.ZodType<Figures> = z.strictObject({
  numerator: decimalField,
  denominator: decimalField,
  printedPercent: decimalField.optional(),
  otherNumerator: decimalField.optional(),
  note: filledField.optional(),
});

const scoreFields: z.ZodType<Score> = z.strictObject({
  unit: filledField,
  criterion: criterionCodeField,
  state: z.enum(['blank', 'scored', 'not-assessed']),
  points: decimalField.nullable(),
  selfPoints: decimalField.nullable().optional(),
  note: filledField.optional(),
  source: filledField.optional(),
  figures: figureFields.optional(),
  inputs: z
    .strictObject({ values: z.record(z.string(), z.string()), noCase: z.literal(true).optional() })
    .optional(),
});

const printedFields: z.ZodType<PrintedValue> = z.strictObject({
  unit: filledField.nullable(),
  field: z.enum([
    'points',
    'appraised',
    'survey',
    'scale',
    'index',
    'class',
    'rank',
    'order',
    'criterion',
    'self-points',
    'mean-index',
  ]),
  criterion: criterionCodeField.optional(),
  value: filledField,
  label: textField.optional(),
});

const count = z.int().min(0);

export const campaignFile: z.ZodType<CampaignFile> = z.strictObject({
  kind: z.literal('campaign'),
  campaign: z.strictObject({
    id: idField,
    province: unitCodeField,
    year: z.int().min(1990).max(2100),
    title: textField,
    source: filledField.nullable(),
    policies: policyFields,
    frameworkId: idField,
    frameworkVersion: z.int().min(1),
  }),
  units: z
    .array(
      z.strictObject({
        unit: filledField,
        group: filledField.nullable().optional(),
        scale: decimalField.nullable().optional(),
      }),
    )
    .min(1, 'no units'),
  scores: z.array(scoreFields),
  adjustments: z.array(
    z.strictObject({
      unit: filledField,
      kind: z.enum(['bonus', 'deduction']),
      points: decimalField,
      reason: filledField,
      document: filledField,
    }),
  ),
  printed: z.array(printedFields),
  fieldwork: z
    .strictObject({
      formsIssued: count,
      formsCollected: count,
      formsAccepted: count,
      formsRejected: count,
      rejectionReason: textField.optional(),
      formTemplates: count.optional(),
      enteredBy: textField.optional(),
    })
    .optional(),
  notes: z.array(z.strictObject({ unit: filledField.nullable(), text: textField })).optional(),
  subordinates: z
    .array(
      z.strictObject({ unit: filledField, units: z.int().min(1), reaching: count, document: filledField }),
    )
    .optional(),
});
