import { ScimError } from '@flosum/scim-schema';

/** The tenant has groups switched off (RFC 7644 table 8: 501). */
export class GroupProvisioningOffError extends ScimError {
  readonly status = 501;

  constructor() {
    super(
      'Group provisioning is off for this tenant. In Entra, open Provisioning > Mappings and set ' +
        '"Provision Microsoft Entra ID Groups" > "Enabled" to "No".',
    );
  }
}

/** A page of groups would have more members than an answer can hold. */
export class TooManyMembersError extends ScimError {
  readonly status = 400;
  override readonly scimType = 'tooMany';

  constructor() {
    super(
      'The groups of this page have too many members for one answer. Add "excludedAttributes=members", or ask for ' +
        'fewer groups with "count".',
    );
  }
}
