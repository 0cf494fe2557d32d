/** Chrome shows a PDF in a document of our reach that is empty but for the viewer, whose text no script sees. */
const VIEWER = /^application\/(?:pdf|x-pdf)$/;

/** Whether a document is one of the browser's own viewer. */
export const isViewer = ({ contentType }: Pick<Document, 'contentType'>): boolean => VIEWER.test(contentType);
