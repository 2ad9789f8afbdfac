/** The forms that ship with the product. A version that was opened for a survey never changes (decision 1): add one. */
import type { Form } from './form.ts';
import { departmentMatrix } from './forms/department-matrix.ts';
import { provincePerception } from './forms/province-perception.ts';
import { satisfaction } from './forms/satisfaction.ts';

export const shippedForms: readonly Form[] = [satisfaction, provincePerception, departmentMatrix];
