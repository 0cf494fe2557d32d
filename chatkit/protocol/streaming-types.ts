/** Requests that answer with a stream of events. */
export const streamingTypes = [
  'threads.create',
  'threads.add_user_message',
  'threads.add_client_tool_output',
  'threads.add_structured_input',
  'threads.retry_after_item',
  'threads.custom_action',
] as const;
export type StreamingType = (typeof streamingTypes)[number];
