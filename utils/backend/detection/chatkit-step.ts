import { isThreadPage, listThreads } from '../list-threads';
import { bareConnection, type DetectionStep, found } from './step';

/** A ChatKit server without a descriptor answers a list of conversations (docs/chatkit.md, fact 6). */
export const plainChatKit: DetectionStep = async (address, context) => {
  const { body } = await listThreads(address, context);
  return isThreadPage(body) ? found(bareConnection(address)) : null;
};
