import { descriptorUrlBelow, readDescriptor } from '../descriptor';
import { fetchJson } from '../fetch-json';
import { type Detection, type DetectionContext, type DetectionStep, found } from './step';

/** `<address>/.well-known/docent.json`. */
export const descriptorAtAddress: DetectionStep = (address, context) =>
  readDescriptorAt(descriptorUrlBelow(address), context);

/** The origin's, where that is another. */
export const descriptorAtOrigin: DetectionStep = (address, context) => {
  const url = descriptorUrlBelow(new URL(address).origin);
  return url === descriptorUrlBelow(address) ? Promise.resolve(null) : readDescriptorAt(url, context);
};

async function readDescriptorAt(url: string, context: DetectionContext): Promise<Detection> {
  const { body } = await fetchJson(url, { headers: { accept: 'application/json' }, signal: context.signal }, context);
  return found(readDescriptor(body, url));
}
