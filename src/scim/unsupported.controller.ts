import { All } from '@nestjs/common';
import { NotSupportedError } from './not-supported.error.js';
import { ScimController } from './scim-controller.js';

/** What SCIM knows and this service does not offer: a clear 501 (RFC 7644 table 8). */
@ScimController('')
export class UnsupportedController {
  @All('Me')
  me(): never {
    throw new NotSupportedError('An API token belongs to a tenant, not to a person, so there is no "Me".');
  }

  @All('Bulk')
  bulk(): never {
    throw new NotSupportedError('This service does not offer bulk requests. Send the operations one by one.');
  }

  @All(['.search', ':endpoint/.search'])
  search(): never {
    throw new NotSupportedError(
      'This service does not offer ".search". Send a GET with the same parameters.',
    );
  }
}
