import { Injectable } from '@nestjs/common';
import { checkFilter, parseFilter } from '@flosum/scim-filter';
import type { StoredResource } from '@flosum/scim-schema';
import { ResourceReader } from '../../resources/index.js';
import { UsersService } from '../../users/index.js';
import { TenantContexts } from '../tenant-contexts.js';
import type { Claims } from './check-claims.js';

/** Whom claims lead to, and why. */
export interface ClaimOwner {
  readonly user: StoredResource | undefined;
  readonly matchedBy: 'userUniqueId' | 'email' | null;
  readonly why: string;
  readonly advice: readonly string[];
}

/** Finds the person that a sign-in with claims would lead to: by the object id, else by the address. */
@Injectable()
export class ClaimOwners {
  constructor(
    private readonly contexts: TenantContexts,
    private readonly users: UsersService,
    private readonly reader: ResourceReader,
  ) {}

  async find(tenantId: string, { userUniqueId, email }: Claims): Promise<ClaimOwner> {
    const byId = userUniqueId === null ? [] : await this.read(tenantId, ['externalId'], userUniqueId);
    const [user] = byId;
    if (user !== undefined && byId.length === 1) {
      const why = 'The externalId of this person is the userUniqueId of the claims.';
      return { user, matchedBy: 'userUniqueId', why, advice: adviceOn(user, email) };
    }
    if (byId.length > 1) {
      return {
        user: undefined,
        matchedBy: null,
        why: 'Several people have this userUniqueId as their externalId.',
        advice: ['Delete all but one of them in your identity provider, so that it is plain whom to let in.'],
      };
    }
    const byEmail = email === null ? [] : await this.read(tenantId, ['userName', 'emails.value'], email);
    const [other] = byEmail;
    if (other === undefined || byEmail.length > 1) {
      return { user: undefined, matchedBy: null, ...describeMiss(userUniqueId, email, byEmail.length) };
    }
    return {
      user: other,
      matchedBy: 'email',
      why: 'Nobody has this userUniqueId as externalId, but this person has the e-mail address.',
      advice: [
        'Under Mappings, map objectId to externalId and provision the person again: an address may change hands, an ' +
          'object id does not.',
        ...adviceOn(other, null),
      ],
    };
  }

  /** Two are enough to know that there is more than one. */
  private async read(
    tenantId: string,
    attributes: readonly string[],
    value: string,
  ): Promise<readonly StoredResource[]> {
    const tenant = await this.contexts.find(tenantId);
    const text = attributes.map((name) => `${name} eq ${JSON.stringify(value)}`).join(' or ');
    const filter = checkFilter(parseFilter(text), tenant.userType);
    const parts = [{ source: this.users.sourceOf(tenant), filter }];
    return (await this.reader.list(tenantId, { parts, limit: 2 }, 0)).resources;
  }
}

function adviceOn({ resource }: StoredResource, email: string | null): readonly string[] {
  const { userName } = resource;
  const isOther =
    email !== null && typeof userName === 'string' && userName.toLowerCase() !== email.toLowerCase();
  return [
    ...(resource.active === true
      ? []
      : [
          'This person is inactive and is not let in. Assign it to the application again in your identity provider.',
        ]),
    ...(isOther
      ? ['The e-mail address of the claims is not the userName. Map both to the same attribute.']
      : []),
  ];
}

function describeMiss(
  userUniqueId: string | null,
  email: string | null,
  withEmail: number,
): Pick<ClaimOwner, 'why' | 'advice'> {
  if (userUniqueId === null && email === null) {
    return {
      why: 'There is neither a userUniqueId nor an e-mail address to look for.',
      advice: ['Repair the claims first.'],
    };
  }
  if (withEmail > 1) {
    return {
      why: 'Several people have this e-mail address, and nobody this userUniqueId.',
      advice: ['Under Mappings, map objectId to externalId and provision them again.'],
    };
  }
  return {
    why: 'Nobody in this tenant has this userUniqueId as externalId, or this e-mail address.',
    advice: [
      'Assign the person to the application in your identity provider, and provision it on demand.',
      'Look whether the claims come from the same directory that provisions this tenant.',
    ],
  };
}
