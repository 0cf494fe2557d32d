import browser from 'webextension-polyfill';

/**
 * Leave for the browser's sign-in window (`identity.launchWebAuthFlow`), asked for when a back end first wants it. Must be
 * called in the tick of a press. Firefox has it from the install, because there it cannot be optional
 * (https://searchfox.org/mozilla-central/source/toolkit/components/extensions/schemas/identity.json).
 */
export function allowSignInWindow(): Promise<boolean> {
  // The polyfill's types follow Firefox, where it is no optional permission.
  const request = { permissions: ['identity'] } as unknown as Parameters<typeof browser.permissions.request>[0];
  return import.meta.env.FIREFOX ? Promise.resolve(true) : browser.permissions.request(request);
}
