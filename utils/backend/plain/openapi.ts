import * as z from 'zod';

const schemaSchema = z.record(z.string(), z.unknown());
const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema.optional() })).catch({});
const operationSchema = z.object({
  requestBody: z.object({ content: contentSchema }).optional().catch(undefined),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })).catch({}),
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).catch([]),
  security: z.array(z.record(z.string(), z.unknown())).optional().catch(undefined),
});
const documentSchema = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string().catch('') }).catch({ title: '' }),
  servers: z
    .array(z.object({ url: z.string() }))
    .optional()
    .catch(undefined),
  /** A path begins with a slash; anything else could name another host once it is appended. */
  paths: z.record(
    z.string().regex(/^\/(?!\/)/),
    z.object({ get: operationSchema.optional().catch(undefined), post: operationSchema.optional().catch(undefined) }),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaSchema).catch({}) }).catch({ schemas: {} }),
  security: z.array(z.record(z.string(), z.unknown())).optional().catch(undefined),
});
export type OpenApi = z.infer<typeof documentSchema>;
export type Operation = z.infer<typeof operationSchema>;

/** An OpenAPI 3 document as FastAPI publishes it, or undefined. */
export function readOpenApi(body: unknown): OpenApi | undefined {
  return documentSchema.safeParse(body).data;
}

/** Where the paths of a document begin: its server, if that is at the same origin, or the folder it was read from. */
export function baseOf(document: OpenApi, documentUrl: string): string {
  const server = document.servers?.[0]?.url ?? '.';
  const folder = new URL('.', documentUrl);
  const named = URL.canParse(server, documentUrl) ? new URL(server, documentUrl) : folder;
  const base = named.origin === folder.origin ? new URL(named.pathname, folder) : folder;
  return base.href.replace(/\/+$/, '');
}

/** Fields of the JSON an operation takes, each with its schema. */
export function fieldsOf(document: OpenApi, operation: Operation): Record<string, Record<string, unknown>> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const { properties } = resolve(document, schema);
  const fields = z.record(z.string(), schemaSchema).safeParse(properties);
  return fields.success ? fields.data : {};
}

/** Whether a good answer has fields of its own: then it is one JSON value, no stream. */
export function answersWithFields(document: OpenApi, operation: Operation): boolean {
  const schema = operation.responses['200']?.content?.['application/json']?.schema;
  return resolve(document, schema)['properties'] !== undefined;
}

/** Whether a header with a token is asked for. */
export function wantsBearer(document: OpenApi, operation: Operation): boolean {
  const security = operation.security ?? document.security ?? [];
  const header = operation.parameters.some(
    ({ name, in: place }) => place === 'header' && name.toLowerCase() === 'authorization',
  );
  return header || security.some((scheme) => Object.keys(scheme).length > 0);
}

/** Names under which servers take a token. */
const TOKEN_NAME = /^(?:access[-_]?|auth[-_]?|bearer[-_]?)?token$|^jwt$|^authorization$/i;

export const isTokenName = (name: string): boolean => TOKEN_NAME.test(name);

/** Whether a token is asked for in the address, where no token of ours goes (`Depends(verify_token)`, in FastAPI). */
export function wantsTokenInAddress({ parameters }: Operation): boolean {
  return parameters.some(({ name, in: place }) => place === 'query' && isTokenName(name));
}

/** Every word a schema names as a value: of its enum, constant, or pattern, through `anyOf`. */
export function valuesOf(document: OpenApi, schema: Record<string, unknown> | undefined): string {
  const resolved = resolve(document, schema);
  return JSON.stringify([
    resolved['enum'],
    resolved['const'],
    resolved['pattern'],
    resolved['default'],
    resolved['anyOf'],
  ]);
}

/** A schema with its reference followed; FastAPI wraps a reference in `allOf` or `anyOf` where a default stands beside it. */
function resolve(document: OpenApi, schema: Record<string, unknown> | undefined, depth = 0): Record<string, unknown> {
  if (schema === undefined || depth > 4) return {};
  const reference = typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
  if (reference !== undefined) {
    return resolve(document, document.components.schemas[reference.split('/').at(-1) ?? ''], depth + 1);
  }
  const wrapped = z.array(schemaSchema).safeParse(schema['allOf'] ?? schema['anyOf']).data;
  const inner = wrapped?.find((each) => '$ref' in each);
  return inner === undefined ? schema : { ...schema, ...resolve(document, inner, depth + 1) };
}
