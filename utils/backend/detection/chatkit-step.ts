import { AppError } from '../../shared/errors';
import { isThreadPage, listThreads } from '../list-threads';
import { toggledSlash, wantsUser } from '../plain/call';
import { bareConnection, type DetectionContext, type DetectionStep, found } from './step';

/** Where a kit's README puts the chat, below the address of a server that describes itself nowhere (Express). */
const USUAL_PATHS = ['/chatkit', '/api/chatkit'];

/** A ChatKit server without a descriptor answers a list of conversations (docs/chatkit.md, fact 6). */
export const plainChatKit: DetectionStep = async (address, context) => {
  // No ChatKit server has a place to fill in.
  if (wantsUser(address)) return null;
  try {
    const place = await placeOfChat(address, context);
    return place === undefined ? null : found(bareConnection(place));
  } catch (error) {
    if (!isError(error, 'NOT_FOUND') || new URL(address).pathname !== '/') throw error;
    return (await belowAddress(address, context)) ?? Promise.reject(error);
  }
};

/** The address at which a list of conversations comes, with or without the slash at its end; a redirect is not followed. */
async function placeOfChat(address: string, context: DetectionContext): Promise<string | undefined> {
  const answers = async (at: string) => isThreadPage((await listThreads(at, context)).body);
  try {
    return (await answers(address)) ? address : undefined;
  } catch (error) {
    const other = toggledSlash(address);
    if (!isError(error, 'MOVED') || other === address) throw error;
    return (await answers(other)) ? other : undefined;
  }
}

async function belowAddress(address: string, context: DetectionContext) {
  for (const path of USUAL_PATHS) {
    const below = new URL(address).origin + path;
    try {
      const place = await placeOfChat(below, context);
      if (place !== undefined) return found(bareConnection(place));
    } catch (error) {
      if (isError(error, 'NOT_FOUND') || isError(error, 'NOT_JSON')) continue;
      // Somebody is there who wants to know who asks.
      if (isError(error, 'SIGN_IN')) {
        return {
          outcome: 'form' as const,
          reason: 'SIGN_IN' as const,
          draft: { ...bareConnection(below), auth: 'key' as const },
        };
      }
      throw error;
    }
  }
  return undefined;
}

const isError = (error: unknown, code: AppError['code']) => error instanceof AppError && error.code === code;
