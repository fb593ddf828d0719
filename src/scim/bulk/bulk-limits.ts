/** Operations of one bulk request, also announced in ServiceProviderConfig. */
export const MAX_BULK_OPERATIONS = 1_000;

/** Bytes of one bulk request, also announced: 4 MiB are a thousand people with all that Entra ID knows of them. */
export const MAX_BULK_BYTES = 4_194_304;
