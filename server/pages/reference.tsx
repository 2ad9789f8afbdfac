/** The reference of the API at `/api`, made of the same document that programs read. */
import {
  type ReferenceExample,
  type ReferenceField,
  type ReferenceOperation,
  ReferencePage,
} from '../../client/public/reference-page.tsx';
import { renderPage } from '../../client/public/render-page.ts';
import { publishedCampaigns } from '../../db/queries/publications.ts';
import { type Lang, say } from '../../survey-forms/form.ts';
import { type ApiDocument, accessOf, routeOf } from '../api-document.ts';
import { API_EXAMPLES, type ApiExample } from '../api-examples.ts';
import { KEY_ROUTES, SCOPES, scopesOfRoute } from '../api-key-scopes.ts';
import { createRoutes } from '../http.ts';
import type { Parts } from '../parts.ts';
import { SHORT_CACHE } from '../public-data.ts';
import { BY_KEY } from '../rate-limits.ts';
import { pageContext } from './context.ts';

/** How deep the fields of an answer are told; below that the document says more. */
const DEEPEST = 4;

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly description?: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
      }
    >
  >;
}

type Schemas = Readonly<Record<string, Schema>>;

const resolved = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

function typeOf(given: Schema, schemas: Schemas): string {
  const schema = resolved(given, schemas);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, schemas)).join(' | ');
  if (schema.items) return `${typeOf(schema.items, schemas)}[]`;
  return [schema.type ?? 'object'].flat().join(' | ');
}

/** Fields of an answer as rows: `units[].name.vi`. */
function fieldsOf(given: Schema, schemas: Schemas, at = '', depth = 0): ReferenceField[] {
  const schema = resolved(given, schemas);
  if (depth > DEEPEST) return [];
  if (schema.items) return fieldsOf(schema.items, schemas, `${at}[]`, depth);
  const parts = [...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const text = one.description ?? resolved(one, schemas).description ?? '';
    return [{ name: path, type: typeOf(one, schemas), text }, ...fieldsOf(one, schemas, path, depth + 1)];
  });
  return [...own, ...parts.flatMap((one) => fieldsOf(one, schemas, at, depth))];
}

const unique = (fields: readonly ReferenceField[]): ReferenceField[] => [
  ...new Map(fields.map((field) => [field.name, field])).values(),
];

/** What to type in a shell, the address and the key in variables. */
function commandOf({ path, key, ifNoneMatch }: ApiExample, origin: string): string {
  const headers = [
    ...(key ? [`-H "Authorization: Bearer $${KEY_VARIABLE}"`] : []),
    ...(ifNoneMatch ? [`-H 'If-None-Match: "…"'`] : []),
  ];
  return ['curl', ...headers, `'${origin}${path}'`].join(' ');
}

const KEY_VARIABLE = 'THUOC_DO_KEY';

const shown = (example: ApiExample, origin: string, lang: Lang): ReferenceExample => ({
  title: say(example.title, lang),
  command: commandOf(example, origin),
  status: example.status,
  body: example.body === undefined ? null : JSON.stringify(example.body, null, 2),
  excerpt: example.excerpt === true,
});

function operationOf(
  [method, path, operation]: readonly [string, string, Operation],
  schemas: Schemas,
  origin: string,
  lang: Lang,
): ReferenceOperation {
  const route = routeOf(method, path);
  const done = Object.entries(operation.responses).find(([status]) => /^2/.test(status))?.[1];
  const schema = done?.content?.['application/json']?.schema;
  return {
    id: operation.operationId,
    ...{ method: method.toUpperCase(), path, summary: operation.summary },
    description: operation.description ?? '',
    access: accessOf(route),
    scopes: scopesOfRoute(route) ?? [],
    parameters: (operation.parameters ?? []).map(
      ({ name, description = '', required = false, schema: of }) => ({
        ...{ name, text: description, required },
        type: typeOf(of, schemas),
      }),
    ),
    fields: schema ? unique(fieldsOf(schema, schemas)) : [],
    statuses: Object.entries(operation.responses).map(([status, { description }]) => ({
      status,
      text: description,
    })),
    examples: API_EXAMPLES.filter((one) => one.route === route && one.part === undefined).map((one) =>
      shown(one, origin, lang),
    ),
  };
}

/** Operations by their group, in the order of the document's groups. */
export function referenceGroups(document: ApiDocument, origin: string, lang: Lang) {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [method, path, operation as Operation] as const),
  );
  return (document.tags ?? [])
    .map(({ name: tag }) => ({
      tag,
      operations: operations
        .filter(([, , { tags }]) => tags.includes(tag))
        .map((one) => operationOf(one, schemas, origin, lang)),
    }))
    .filter(({ operations: found }) => found.length > 0);
}

const scopes = SCOPES.map((scope) => ({
  scope,
  routes: Object.keys(KEY_ROUTES).filter((route) => scopesOfRoute(route)?.includes(scope)),
}));

export function referenceRoutes(parts: Parts, lang: Lang, document: () => ApiDocument) {
  return createRoutes().get('/api', async (c) => {
    const origin = parts.origin ?? new URL(c.req.url).origin;
    const of = (part: ApiExample['part']) =>
      API_EXAMPLES.filter((one) => one.part === part).map((one) => shown(one, origin, lang));
    const [newest] = await publishedCampaigns(parts.environment.db);
    c.header('Cache-Control', SHORT_CACHE);
    return c.html(
      renderPage(
        <ReferencePage
          {...(await pageContext(parts, lang))}
          groups={referenceGroups(document(), origin, lang)}
          scopes={scopes}
          general={{
            ...{ key: of('key'), paging: of('paging'), errors: of('errors') },
            ...{ etag: of('etag'), years: of('years') },
          }}
          requestsPerMinute={BY_KEY}
          year={newest?.year ?? null}
        />,
      ),
    );
  });
}
