/** Part of a range and how many values lie in it; its lower end belongs to it, its upper end to the next. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Values sorted into bins of one width whose bounds are multiples of it, from the lowest value to the highest. What lies
 * exactly on 100 belongs to the last bin below it where `most` says that nothing can be above.
 * For drawing only: values are floats here, and nothing is decided with them.
 */
export function binsOf(values: readonly number[], width: number, most = Number.POSITIVE_INFINITY): Bin[] {
  if (values.length === 0) return [];
  const place = (value: number) => Math.floor(value >= most ? most / width - 1 : value / width);
  const first = Math.min(...values.map(place));
  const last = Math.max(...values.map(place));
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    from: (first + at) * width,
    to: (first + at + 1) * width,
    count: values.filter((value) => place(value) === first + at).length,
  }));
}
