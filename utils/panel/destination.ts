/** Text from a descriptor, safe inside Markdown: every character with a meaning is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#+\-.!|~&:]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A Markdown link, only to https: the address comes from a descriptor. */
export function privacyLink(label: string, url: string | undefined): string | undefined {
  const address = url === undefined ? null : URL.parse(url);
  return address?.protocol === 'https:'
    ? `[${escapeMarkdown(label)}](${address.href.replaceAll(')', '%29')})`
    : undefined;
}
