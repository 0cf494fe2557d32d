/** Marks our host, so that a newer copy of the page script finds what an older one left behind. */
export const HOST_MARK = 'data-docent';
