/** The forms that ship with the product. A version that was opened for a survey never changes (decision 1): add one. */
import type { Form } from './form.ts';
import { communesOnDistricts } from './forms/communes-on-districts.ts';
import { departmentMatrix } from './forms/department-matrix.ts';
import { departmentsOnDistricts } from './forms/departments-on-districts.ts';
import { deputiesOnDepartments } from './forms/deputies-on-departments.ts';
import { deputiesOnDistricts } from './forms/deputies-on-districts.ts';
import { districtsOnDepartments } from './forms/districts-on-departments.ts';
import { officesOnDepartments } from './forms/offices-on-departments.ts';
import { procedureRatingOnline } from './forms/procedure-rating-online.ts';
import { procedureRatingPaper } from './forms/procedure-rating-paper.ts';
import { provincePerception } from './forms/province-perception.ts';
import { satisfaction } from './forms/satisfaction.ts';
import { satisfactionWithTraits } from './forms/satisfaction-with-traits.ts';

/** The six perception forms of a province, by who rates whom (domain §3). */
const perceptionForms: readonly Form[] = [
  deputiesOnDistricts,
  deputiesOnDepartments,
  departmentsOnDistricts,
  districtsOnDepartments,
  officesOnDepartments,
  communesOnDistricts,
];

export const shippedForms: readonly Form[] = [
  satisfaction,
  provincePerception,
  departmentMatrix,
  ...perceptionForms,
  procedureRatingPaper,
  procedureRatingOnline,
];

/**
 * Versions that the sample's past surveys were held under. They are stored with the sample and marked as such: a survey of
 * an office is never opened with one unless it names it.
 */
export const sampleForms: readonly Form[] = [satisfactionWithTraits];
