/** Words of the help page, in English, in the shape of `help-vi.ts`. */
import type { helpVi } from './help-vi.ts';

export const helpEn: typeof helpVi = {
  title: 'Help',
  lead: 'A short guide for each role, and the words used here.',
  yours: 'Your role',
  others: 'Other roles',
  none: 'This account has no role yet. Ask the system administrator.',
  glossary: 'Glossary',
  keys: 'Keyboard: press ? on any page.',
  guides: {
    administrator: {
      lead: 'Gives out accounts and devices and keeps the trail. Sees no scores and no answers.',
      steps: [
        'Bring the list of units under “Import” before anything else.',
        'Create accounts under “Accounts”: one for each person, each role for a unit and those below it. The password you hand over works once.',
        'Pair counter devices under “Counter devices”: create the device, type its code on the device within 30 minutes.',
        'When somebody leaves, disable the account; it is not deleted. The trail keeps every act.',
      ],
    },
    'fieldwork-manager': {
      lead: 'Opens surveys, hands out slips and paper sheets, and follows them until the ledger balances.',
      steps: [
        'Open a survey: form, units, channels, first and last day. For 14 days after the last day, answers that are under way are still taken.',
        'Set how many answers each channel should bring, and declare the questions for breakdowns, on the page of the survey.',
        'Hand out slips with a QR code, or batches of paper sheets to post offices: allot, hand out, count back, key, close.',
        'Read the “Ledger”: slips and sheets issued equal those used, expired, void or still valid. What does not fit is named.',
        'Settle what two clerks read differently under “Differences”.',
        'Rate procedure handling under “Procedure ratings”: import the register and the dossiers of the one-stop software, open the quarter, accept or return what agencies enter, then verify the whole quarter.',
      ],
    },
    'entry-clerk': {
      lead: 'Keys paper sheets on the number pad, in two independent passes.',
      steps: [
        'Open “Keying paper sheets”, choose your batch, scan or type the number of the sheet.',
        'Each digit is an answer and leads on to the next question. The key - is left blank, * cannot be read, Backspace goes back.',
        'You can go on without a network: sheets lie encrypted on the computer and are sent when the line is back. At the end of the day see “keyed = stored”.',
      ],
    },
    'unit-officer': {
      lead: 'Scores the own unit, brings evidence, explains after round 1.',
      steps: [
        'Open your unit under “Assessment”. Enter figures or points, say how, attach documents; every change is saved at once.',
        'The line of totals tells what you have and what is missing. Hand in before the last day ends; afterwards self-scores do not change.',
        'When it comes back: read the remark on each criterion, explain, add documents, hand in again.',
        'Survey results of your unit appear after the survey has closed; while it runs you see how many answers came.',
        'Each quarter, enter the indicators of your unit under “Procedure ratings”, with a document. What comes back says why; points count once the control office has accepted them.',
      ],
    },
    appraiser: {
      lead: 'Appraises the assigned areas in two rounds.',
      steps: [
        'The list says which units wait. Open one and see side by side: self-score, documents, round 1, explanation, round 2.',
        'Accept in bulk where scores agree; elsewhere give the reason and the source.',
        'Return it to the unit for explanation, then score round 2. Finish the round when your areas are done.',
      ],
    },
    analyst: {
      lead: 'Sees where the province stands, why, and what to ask next.',
      steps: [
        'Begin with “Province”: the first sentence says the main thing, the chart shows it, the table gives the figures. The key t turns a chart into its table.',
        'Choose a unit to see where it loses most, what it lacks to the next class, and which survey item fell.',
        '“Compare” puts two years, two units or two groups side by side.',
        'Filters are part of the address: whoever opens your link sees the same.',
        '“Hidden” means that people answered, but too few to show; it is neither 0 nor empty.',
      ],
    },
    'answer-analyst': {
      lead: 'Takes files of single responses for deeper analysis. Every file leaves a line in the trail.',
      steps: [
        'Open “Data files”, choose the survey and “Answers”. The file gives the month instead of the day, and no free comments.',
        'Wait until it is done: its rows were checked against the database, and it carries a SHA-256 checksum. It is removed after 24 hours.',
        'Never join this file to any list of people.',
      ],
    },
    publisher: {
      lead: 'Makes frameworks and campaigns, records the council, and publishes together with a second person.',
      steps: [
        'Create the framework from last year’s, edit it, read its check; then create the campaign with its units, policies and deadlines.',
        'Assign appraisers by area. When all units are final, record the council’s decision.',
        'Preview the result, compare it with print where there is one, then propose publication. A second person confirms; from then on it is only superseded by a revision with a reason.',
        'Close a verified quarter of the rating under “Procedure ratings”, and feed its share of agencies rated good or better to a criterion.',
      ],
    },
  },
  terms: [
    {
      term: 'Administrative-reform index (PAR INDEX)',
      meaning: 'Points earned divided by the standard scale of the unit, times 100, in per cent.',
    },
    { term: 'Standard scale', meaning: '100 less the maxima of the criteria that do not apply to the unit.' },
    { term: 'Criterion, sub-criterion', meaning: 'The levels of the score tree below each area.' },
    { term: 'Self-score', meaning: 'What the unit claims for itself, with evidence.' },
    {
      term: 'Appraisal',
      meaning: 'The score given by appraisers in round 1 or 2, or decided by the council.',
    },
    {
      term: 'Sociological survey (perception)',
      meaning:
        'What deputies, leaders and officials think of units; each level earns a share of the maximum.',
    },
    {
      term: 'Satisfaction index (SIPAS)',
      meaning:
        'The share of “Satisfied” and “Very satisfied” among valid answers. “Neutral” is not satisfied.',
    },
    {
      term: 'Not assessed, blank, zero',
      meaning:
        'Three things: it does not apply (lowers the scale), nobody has decided yet, and decided as 0.',
    },
    {
      term: 'Token, sheet, walk-in answer',
      meaning:
        'Given with a single-use code, on a numbered sheet, or by a walk-in. Walk-in answers are counted apart.',
    },
    {
      term: 'Flag',
      meaning:
        'Too fast, all alike, or in a burst. Counted apart by published rules, never dropped in silence.',
    },
    {
      term: 'Release',
      meaning:
        'Figures of a running survey appear in steps, each named by eight digits; those of a unit, respondent group and channel change only once at least 10 further answers came in there.',
    },
    {
      term: 'Withheld',
      meaning:
        'A share is shown from 5 respondents on (inside) or 10 (public); what would give a hidden one away is hidden too.',
    },
    { term: 'N (base)', meaning: 'The valid answers behind a share.' },
    {
      term: 'Campaign',
      meaning: 'One year, one framework, one list of units, and the policies of that year.',
    },
    {
      term: 'Class cap',
      meaning: 'The class is held where too few subordinate units reach a class. The index stays.',
    },
  ],
};
