/**
 * Whether this build can show OpenAI's chat window. `DOCENT_OPENAI_VIEW=0` leaves all of it out: its code, and the panel's
 * right to hold a frame (`wxt.config.ts`).
 */
export const HAS_OPENAI_VIEW = import.meta.env.DOCENT_OPENAI_VIEW !== '0';
