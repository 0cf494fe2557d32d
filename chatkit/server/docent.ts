import { type ChatKitRequest, type DocentMetadata, docentMetadataSchema } from '../protocol/requests';

/** `metadata.docent` of a request, when it parses. */
export function docentOf({ metadata }: Pick<ChatKitRequest, 'metadata'>): DocentMetadata | undefined {
  const parsed = docentMetadataSchema.safeParse(metadata['docent']);
  return parsed.success ? parsed.data : undefined;
}
