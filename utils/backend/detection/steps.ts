import { HAS_OPENAI_VIEW } from '../../shared/build-flags';
import { modelServer } from '../model/recognise';
import { openApiChat } from '../plain/detect';
import { plainChatKit } from './chatkit-step';
import { descriptorAtAddress, descriptorAtOrigin } from './descriptor-steps';
import { recogniseSessions, sessionAddress, sharedWorkflow } from './hosted-steps';
import { recogniseTokenProxy, tokenProxyAddress } from './token-proxy-steps';
import { type OpenApiRecogniser, openApiStep } from './openapi-step';
import { orcheoApi, orcheoShareLink, orcheoWorkflow, recogniseOrcheo } from './orcheo-steps';
import type { DetectionStep } from './step';

/** Kinds that an OpenAPI document tells, the more special first; each in a file of its own. */
const openApiRecognisers: readonly OpenApiRecogniser[] = [
  recogniseOrcheo,
  recogniseTokenProxy,
  ...(HAS_OPENAI_VIEW ? [recogniseSessions] : []),
];

/** In this order (docs/design.md 13): the most telling first. A further kind is a further step in a file of its own. */
export const detectionSteps: readonly DetectionStep[] = [
  descriptorAtAddress,
  descriptorAtOrigin,
  ...(HAS_OPENAI_VIEW ? [sharedWorkflow] : []),
  orcheoWorkflow,
  // Before what a server says of itself in general: vLLM describes itself as any FastAPI application does.
  modelServer,
  openApiStep(openApiRecognisers),
  openApiChat,
  ...(HAS_OPENAI_VIEW ? [sessionAddress] : []),
  tokenProxyAddress,
  orcheoApi,
  plainChatKit,
  orcheoShareLink,
];
