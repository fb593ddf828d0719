/** Nothing ever happened to a resource with this id in this tenant. */
export class HistoryNotFoundError extends Error {
  constructor(resourceType: string) {
    super(
      `This tenant has no history of a ${resourceType} with this id. One that was written before this version of the ` +
        'service has none until its next change.',
    );
    this.name = 'HistoryNotFoundError';
  }
}
