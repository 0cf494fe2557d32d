/**
 * Whether a model's server says that the prompt does not fit its context. Every server has a code or words of its own
 * for it; some of them answer with 500, some in the middle of the stream.
 *
 * @param said code, type and message, as far as there are any
 */
export function isTooLong(status: number | undefined, said: string): boolean {
  if (status === 413) return true;
  // A share of tokens for a minute is no length, unless this one request is larger than all of it.
  if (/rate.?limit|per min|\btpm\b|quota/i.test(said)) return /request too large/i.test(said);
  return TOO_LONG.some((words) => words.test(said));
}

const TOO_LONG: readonly RegExp[] = [
  // Codes and types: OpenAI and Azure, llama.cpp, and those who follow them.
  /\b(?:context_length_exceeded|exceed_context_size_error|(?:model_)?context_window_exceeded|request_too_large|prompt_too_long|input_too_long|string_above_max_length|tokens_limit_reached)\b/i,
  // "maximum context length is 4096 tokens" (OpenAI, vLLM, OpenRouter), "context length is only 4096 tokens" (vLLM, LM Studio).
  /\bmax(?:imum)? (?:context|prompt) length\b|\bcontext length (?:is|of) only\b|\bcontext length is \d/i,
  // "request (20023 tokens) exceeds the available context size", "Context size has been exceeded", "exceed context window of
  // 512" (llama.cpp), "exceeds the context length" (Ollama), "exceed context limit" (Anthropic).
  /\bexceed(?:s|ed|ing)?\b[^.]{0,60}\bcontext (?:size|length|window|limit)|\bcontext (?:size|length|window)\b[^.]{0,60}\bexceed/i,
  // "Trying to keep the first 9000 tokens when context the overflows", "tokens to keep from the initial prompt" (LM Studio).
  /\bkeep the first \d+ tokens\b|\btokens to keep from the initial prompt\b|\bcontext overflow/i,
  // "prompt is too long", "Input is too long for requested model", "prompt (total length 9) is too long", "too large for model".
  /\b(?:prompt|inputs?|messages?|request|conversation)\b[^.]{0,60}\btoo (?:long|large)\b|\btoo large for model\b/i,
  // "too many tokens" (Cohere), "input token count (9) exceeds the maximum number of tokens" (Gemini), "exceeded model token limit".
  /\btoo many (?:input )?tokens\b|\btokens?\b[^.]{0,40}\bexceeds? the (?:max|limit)|\bexceed(?:s|ed)? (?:the )?(?:model )?token limit|\bprompt exceeds max length\b/i,
  // "is longer than the model's context length" (SGLang, Together), "Input length (9 tokens) exceeds" (SGLang, LM Studio).
  /\blonger than the model'?s context\b|\binput length\b[^.]{0,40}\bexceeds?\b|\brange of input length\b/i,
  // "`inputs` tokens + `max_new_tokens` must be <= 4096", "`inputs` must have less than 1024 tokens" (text-generation-inference).
  /\binputs?`? (?:tokens \+ `?max_new_tokens`? must be|must have less than)/i,
  // The room for an answer is what the prompt has left: "max_tokens must be at least 1, got -186" (vLLM).
  /\bmax_(?:completion_)?tokens must be at least 1, got -/i,
  /\breduce the length of (?:the|your) (?:messages|prompt|input)/i,
];

/** Tokens that were asked for, and tokens that there are, as far as a refusal tells them; told apart by what stands before. */
export function tokensTold(said: string): { asked?: number; window?: number } {
  const asked = numberIn(
    said,
    /(?:request \(|resulted in |requested |prompt (?:is|has|contains) |input (?:length|token count) \(|requested: ?)/,
  );
  const window = numberIn(
    said,
    /(?:context (?:length|size|window)[^\d.]{0,24}|(?:max(?:imum)?|limit)[^\d.]{0,32}(?:is|of|:) ?\(?|> ?)/,
  );
  return { ...(asked !== undefined && { asked }), ...(window !== undefined && { window }) };
}

function numberIn(said: string, before: RegExp): number | undefined {
  const [, digits] = new RegExp(`${before.source}(\\d{1,3}(?:[,_]\\d{3})+|\\d{2,8})`, 'i').exec(said) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(/[,_]/g, ''));
}
