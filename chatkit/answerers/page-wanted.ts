/**
 * The effect by which an answerer says: the passage alone does not answer this, or not well, and its page was not sent
 * along. A host that can include the page may offer it; any other lets it pass. In a file of its own, because a host
 * needs no more than the name.
 */
export const PAGE_WANTED_EFFECT = 'docent.page_wanted';
