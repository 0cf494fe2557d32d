import * as z from 'zod';
import { orcheoApiUrl, orcheoBase } from '../kinds/orcheo-address';
import { isOrcheoWorkflowId } from '../kinds/orcheo-reference';
import type { OpenApiRecogniser } from './openapi-step';
import { bareConnection, type Detection, type DetectionStep } from './step';

/** Where Orcheo's guide to embedding puts the token proxy of a site. */
const TOKEN_PATH = /\/chatkit-token\/?$/;

const operationSchema = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })),
});

/** The guide's proxy on FastAPI: one route, and the workflow behind the `?`. Which Orcheo it buys tokens of it tells nobody. */
export const recogniseTokenProxy: OpenApiRecogniser = ({ paths }, base, address) => {
  const path = Object.keys(paths).find((each) => TOKEN_PATH.test(each) && takesWorkflow(paths[each]?.post));
  return path === undefined ? null : vendedAt(base + path, address);
};

/** The same on Express, which describes itself nowhere: only the address of the route tells it. A `POST` would make a token. */
export const tokenProxyAddress: DetectionStep = (address) => {
  const { origin, pathname } = new URL(address);
  return Promise.resolve(TOKEN_PATH.test(pathname) ? vendedAt(origin + pathname, address) : null);
};

const takesWorkflow = (operation: unknown): boolean =>
  operationSchema
    .safeParse(operation)
    .data?.parameters.some(({ name, in: place }) => name === 'workflow_id' && place === 'query') ?? false;

/** The reader names the API, and the workflow where the address does not. */
function vendedAt(tokenUrl: string, address: string): Detection {
  const workflow = new URL(address).searchParams.get('workflow_id') ?? '';
  const draft = {
    ...bareConnection(orcheoApiUrl(orcheoBase(new URL(tokenUrl).origin))),
    kind: 'orcheo' as const,
    tokenUrl,
    ...(isOrcheoWorkflowId(workflow) && { workflow: workflow.toLowerCase() }),
  };
  return { outcome: 'form', reason: 'NO_WORKFLOW', draft };
}
