/**
 * The data the product ships with: results that provinces published, as printed, and one invented province. Provinces'
 * files show that the product computes what the documents say, and where the documents disagree with themselves.
 */
import type { BroughtTask, PlanHead } from '../core/plan.ts';
import dienBien2018Plan from './dien-bien-2018-plan.json' with { type: 'json' };
import dienBien2020Campaign from './dien-bien-2020-campaign.json' with { type: 'json' };
import dienBien2020Framework from './dien-bien-2020-framework.json' with { type: 'json' };
import dienBien2022Campaign from './dien-bien-2022-procedure-campaign.json' with { type: 'json' };
import dienBien2022Framework from './dien-bien-2022-procedure-framework.json' with { type: 'json' };
import dienBienUnits from './dien-bien-units.json' with { type: 'json' };
import invented2024Campaign from './invented-2024-campaign.json' with { type: 'json' };
import invented2024Framework from './invented-2024-framework.json' with { type: 'json' };
import invented2025Campaign from './invented-2025-campaign.json' with { type: 'json' };
import invented2025Framework from './invented-2025-framework.json' with { type: 'json' };
import inventedCampaign from './invented-campaign.json' with { type: 'json' };
import inventedFramework from './invented-framework.json' with { type: 'json' };
import inventedUnits from './invented-units.json' with { type: 'json' };
import laiChau2017Campaign from './lai-chau-2017-campaign.json' with { type: 'json' };
import laiChau2020Campaign from './lai-chau-2020-campaign.json' with { type: 'json' };
import laiChauFramework from './lai-chau-framework.json' with { type: 'json' };
import laiChauUnits from './lai-chau-units.json' with { type: 'json' };

/** Files as an office would import them, in loading order: units, then frameworks, then campaigns. Not checked yet. */
export const sampleFiles: {
  readonly units: readonly unknown[];
  readonly frameworks: readonly unknown[];
  readonly campaigns: readonly unknown[];
  /** An improvement plan as printed: its deadlines and agencies are words. */
  readonly plans: readonly {
    readonly kind: string;
    readonly plan: PlanHead & { readonly tasks: readonly BroughtTask[] };
  }[];
} = {
  units: [dienBienUnits, laiChauUnits, inventedUnits],
  frameworks: [
    dienBien2020Framework,
    dienBien2022Framework,
    laiChauFramework,
    inventedFramework,
    invented2024Framework,
    invented2025Framework,
  ],
  campaigns: [
    dienBien2020Campaign,
    dienBien2022Campaign,
    laiChau2017Campaign,
    laiChau2020Campaign,
    inventedCampaign,
    invented2024Campaign,
    invented2025Campaign,
  ],
  plans: [dienBien2018Plan],
};
