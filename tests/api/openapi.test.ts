/**
 * The API document is OpenAPI 3.1 and whole: every route of the app is in it, ids are unique, references lead somewhere,
 * parameters of a path are declared and described, and every example is what its schema says.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { KEY_ROUTES } from '../../server/api-key-scopes.ts';
import type { createApp } from '../../server/app.ts';
import { DATABASES } from '../help/databases.ts';
import { faultsOf, type JsonSchema } from '../help/json-schema.ts';
import { makeWorld } from '../help/world.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
}

interface Media {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, { readonly type: string }>>;
  };
}

let app: ReturnType<typeof createApp>;
let document: Document;
let operations: { readonly route: string; readonly path: string; readonly operation: Operation }[];

beforeAll(async () => {
  const world = await makeWorld(DATABASES[0] ?? 'sqlite');
  ({ app } = world);
  document = (await (await app.request('/api/openapi.json')).json()) as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ route: `${method.toUpperCase()} ${path}`, path, operation },
    })),
  );
});

/** Every value of a key, wherever it stands. */
function valuesOf(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === key && typeof one === 'string' ? [one] : valuesOf(one, key),
  );
}

const lookUp = (ref: string): unknown =>
  ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);

describe('the API document', () => {
  test('holds every route of the API and of the open data, and no other', () => {
    const ours = /^\/(api|du-lieu)\//;
    const routed = app.routes
      .filter(({ method, path }) => method !== 'ALL' && ours.test(path) && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
    const declared = operations.map(({ route }) => route);
    expect(declared.toSorted()).toEqual([...new Set(routed)].sort());
    expect(declared.length).toBeGreaterThan(130);
  });

  test('gives every operation an id of its own, a sentence, one known group and who may ask', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    const schemes = Object.keys(document.components.securitySchemes);
    for (const { route, operation } of operations) {
      expect(operation.operationId, route).toMatch(/^[a-z][A-Za-z0-9]+$/);
      expect(operation.summary, route).toMatch(/^\S.*[^.]$/);
      expect(operation.tags, route).toHaveLength(1);
      expect(tags, route).toContain(operation.tags[0]);
      for (const name of operation.security.flatMap(Object.keys)) expect(schemes, route).toContain(name);
      const [done] = Object.keys(operation.responses).filter((status) => /^2/.test(status));
      expect(done, route).toBeDefined();
      for (const [status, { description }] of Object.entries(operation.responses))
        expect(`${status} ${description}`, route).toMatch(/^([1-5]\d\d|default) \S/);
    }
  });

  test('declares and describes each parameter once, those of the path among them', () => {
    for (const { route, path, operation } of operations) {
      const parameters = operation.parameters ?? [];
      const inPath = parameters.filter((one) => one.in === 'path');
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name).sort(), route).toEqual(named.toSorted());
      expect(
        inPath.every(({ required }) => required === true),
        route,
      ).toBe(true);
      const keys = parameters.map((one) => `${one.in} ${one.name}`);
      expect(new Set(keys).size, route).toBe(keys.length);
      for (const one of parameters) {
        expect(one.description, `${route} ${one.name}`).toMatch(/\S{2,}/);
        expect(one.schema, `${route} ${one.name}`).toBeDefined();
      }
    }
  });

  test('refers only to what is there, and tells problems in one shape', () => {
    const refs = valuesOf(document, '$ref').map(String);
    expect(refs.length).toBeGreaterThan(100);
    expect(refs.filter((ref) => lookUp(ref) === undefined)).toEqual([]);
    for (const { route, operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses))
        if (/^(4|default)/.test(status))
          expect(content?.['application/problem+json']?.schema, `${route} ${status}`).toEqual({
            $ref: '#/components/schemas/Problem',
          });
      const isOpen = operation.security.length === 0;
      expect('401' in operation.responses && '403' in operation.responses, route).toBe(
        !isOpen && !('kiosk' in (operation.security[0] ?? {})),
      );
    }
  });

  test('names keys and their scopes exactly where keys reach', () => {
    const reached = operations
      .filter(({ operation }) => operation.security.some((one) => 'key' in one))
      .map(({ route }) => route.replace('/api/v1', ''));
    expect(reached.toSorted()).toEqual(Object.keys(KEY_ROUTES).sort());
  });

  test('shows examples that fit their schemas', () => {
    let checked = 0;
    for (const { route, operation } of operations)
      for (const { content = {} } of Object.values(operation.responses))
        for (const { schema, example } of Object.values(content)) {
          if (example === undefined || schema === undefined) continue;
          checked += 1;
          expect(faultsOf(schema, example, document.components.schemas), route).toEqual([]);
        }
    expect(checked).toBeGreaterThan(2);
  });
});

test('the check of examples sees what does not fit', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      n: { type: 'integer' },
      to: { type: ['string', 'null'] },
      of: { type: 'array', items: { enum: ['a'] } },
    },
    required: ['n'],
  };
  expect(faultsOf(schema, { n: 1, to: null, of: ['a'] }, {})).toEqual([]);
  expect(faultsOf(schema, { to: 3, of: ['b'] }, {})).toEqual([
    '.n is missing',
    '.to is no string,null',
    '.of[0] is none of ["a"]',
  ]);
});
