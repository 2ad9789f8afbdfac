/** What of JSON Schema the API document uses, held against a value. */

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isRecord,
};

/** What does not fit, place by place; empty: it fits. */
export function faultsOf(schema: JsonSchema, value: unknown, schemas: Schemas, at = ''): string[] {
  if (schema.$ref !== undefined) {
    const named = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named ? faultsOf(named, value, schemas, at) : [`${at} refers to nothing`];
  }
  const one = schema.anyOf ?? schema.oneOf;
  if (one && !one.some((each) => faultsOf(each, value, schemas, at).length === 0))
    return [`${at} fits no choice`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => FITS[type]?.(value))) return [`${at} is no ${types}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is none of ${JSON.stringify(schema.enum)}`];
  if ('const' in schema && schema.const !== value) return [`${at} is not ${schema.const}`];
  return [
    ...(schema.allOf ?? []).flatMap((each) => faultsOf(each, value, schemas, at)),
    ...(isRecord(value) ? ofObject(schema, value, schemas, at) : []),
    ...(Array.isArray(value) && schema.items
      ? value.flatMap((item, i) => faultsOf(schema.items ?? {}, item, schemas, `${at}[${i}]`))
      : []),
  ];
}

function ofObject(
  schema: JsonSchema,
  value: Record<string, unknown>,
  schemas: Schemas,
  at: string,
): string[] {
  const missing = (schema.required ?? [])
    .filter((name) => !(name in value))
    .map((name) => `${at}.${name} is missing`);
  const inside = Object.entries(value).flatMap(([name, one]) => {
    const known = schema.properties?.[name];
    if (known) return faultsOf(known, one, schemas, `${at}.${name}`);
    if (typeof schema.additionalProperties === 'object')
      return faultsOf(schema.additionalProperties, one, schemas, `${at}.${name}`);
    return schema.properties && schema.additionalProperties !== true
      ? [`${at}.${name} is not described`]
      : [];
  });
  return [...missing, ...inside];
}
