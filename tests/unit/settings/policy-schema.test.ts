import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { passageWayOf } from '../../../utils/connection/passage-way';
import { connectionSchema } from '../../../utils/connection/schema';
import { policySchema } from '../../../utils/settings/policy';

/** What Chrome understands of a schema for managed storage (https://developer.chrome.com/docs/extensions/reference/manifest/storage). */
const node: z.ZodType = z.lazy(() =>
  z.strictObject({
    title: z.string().optional(),
    description: z.string().optional(),
    type: z.enum(['object', 'array', 'string', 'boolean', 'integer']),
    minimum: z.number().optional(),
    items: node.optional(),
    properties: z.record(z.string(), node).optional(),
  }),
);
const schema = z
  .object({ $schema: z.string(), type: z.literal('object'), properties: z.record(z.string(), node) })
  .parse(JSON.parse(readFileSync('public/policy.schema.json', 'utf8')));

const described = z.object({ description: z.string().min(20) });

test('Chrome is told of exactly the policies that are read, each described', () => {
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(policySchema.shape).sort());
  for (const policy of Object.values(schema.properties)) expect(described.safeParse(policy).success).toBe(true);
});

test('a policy puts the passage into the message', () => {
  const item = { name: 'Docs', kind: 'chatkit', apiUrl: 'https://api.example.com/chatkit', passageInMessage: true };
  const { connections } = policySchema.parse({ connections: [item] });
  expect(connections?.map(passageWayOf)).toEqual(['message']);
});

test('a connection of the policy has only fields that a connection has', () => {
  const { items } = z
    .object({ items: z.object({ properties: z.record(z.string(), described) }) })
    .parse(schema.properties.connections);
  for (const field of Object.keys(items.properties)) expect(connectionSchema.shape).toHaveProperty(field);
});
