import type { ReactNode } from 'react';

export type ProductId = 'entra' | 'okta' | 'other';

export interface Product {
  readonly id: ProductId;
  readonly name: string;
  readonly about: string;
  /** What it is called within a sentence. */
  readonly called: string;
  /** The names of the fields on that product's screen. */
  readonly urlField: string;
  readonly tokenField: string;
  readonly testButton: string;
  readonly application: readonly ReactNode[];
  readonly credentials: readonly ReactNode[];
  readonly afterCredentials: readonly ReactNode[];
  readonly groupsOff: ReactNode;
  readonly groupsOn: ReactNode;
  readonly attributes: ReactNode;
  /** Where the table of the server speaks of its values; others have them on their own screen. */
  readonly sourceHeading?: string;
  readonly targetHeading: string;
  readonly claimsHow: ReactNode;
  /** What its claims are taken from, by their names, where it is known and other than in the server's table. */
  readonly claimSources?: Readonly<Record<string, string>>;
  readonly start: readonly ReactNode[];
}

export const PRODUCTS: Readonly<Record<ProductId, Product>> = {
  entra: {
    id: 'entra',
    name: 'Microsoft Entra ID',
    about: 'Formerly Azure Active Directory',
    called: 'Entra ID',
    urlField: 'Tenant URL',
    tokenField: 'Secret token',
    testButton: 'Test Connection',
    application: [
      <>
        In the Microsoft Entra admin center, open <b>Enterprise applications</b>, <b>New application</b>,{' '}
        <b>Create your own application</b>.
      </>,
      <>
        Give it a name, choose{' '}
        <i>Integrate any other application you don&apos;t find in the gallery (Non-gallery)</i>, and press{' '}
        <b>Create</b>. If the application for single sign-on exists already, use that one.
      </>,
    ],
    credentials: [
      <>
        In the application, open <b>Provisioning</b> and set <b>Provisioning Mode</b> to <b>Automatic</b>.
        Where there is no such field, press <b>New configuration</b>.
      </>,
      <>
        Fill in the <b>Admin Credentials</b> with these two values:
      </>,
    ],
    afterCredentials: [
      <>
        Press <b>Test Connection</b>, then <b>Save</b> (or <b>Create</b>).
      </>,
    ],
    groupsOff: (
      <>
        Under <b>Mappings</b>, open <b>Provision Microsoft Entra ID Groups</b>, set <b>Enabled</b> to{' '}
        <b>No</b>, and save.
      </>
    ),
    groupsOn: (
      <>
        Under <b>Mappings</b>, leave <b>Provision Microsoft Entra ID Groups</b> with <b>Enabled</b> on{' '}
        <b>Yes</b>, and match groups by <code>displayName</code>.
      </>
    ),
    attributes: (
      <>
        Open <b>Provision Microsoft Entra ID Users</b>. Keep or make these rows, and delete what you do not
        want to send.
      </>
    ),
    sourceHeading: 'Microsoft Entra ID attribute',
    targetHeading: 'customappsso attribute',
    claimsHow: (
      <>
        In Entra, open <b>Single sign-on</b>, <b>Attributes &amp; Claims</b>, <b>Edit</b>, and add these four
        with <b>Add new claim</b>. Leave <b>Namespace</b> empty.
      </>
    ),
    start: [
      <>
        Under <b>Settings</b>, set <b>Scope</b> to <b>Sync only assigned users and groups</b>, and assign
        people under <b>Users and groups</b>.
      </>,
      <>
        Try one person with <b>Provision on demand</b>.
      </>,
      <>
        Set <b>Provisioning Status</b> to <b>On</b> and save, or press <b>Start provisioning</b>. The first
        cycle takes every person; after that Entra comes about every 40 minutes.
      </>,
    ],
  },
  okta: {
    id: 'okta',
    name: 'Okta',
    about: 'Okta Workforce Identity',
    called: 'Okta',
    urlField: 'SCIM connector base URL',
    tokenField: 'Authorization',
    testButton: 'Test Connector Configuration',
    application: [
      <>
        In the Okta Admin Console, open <b>Applications</b> &gt; <b>Applications</b> and your application. If
        there is none, press <b>Create App Integration</b> and choose <b>SAML 2.0</b>.
      </>,
      <>
        On the tab <b>General</b>, under <b>App Settings</b>, press <b>Edit</b>, set <b>Provisioning</b> to{' '}
        <b>SCIM</b>, and press <b>Save</b>.
      </>,
    ],
    credentials: [
      <>
        On the tab <b>Provisioning</b>, under <b>Integration</b>, press <b>Edit</b>.
      </>,
      <>
        Set <b>Unique identifier field for users</b> to <code>userName</code>, tick <b>Push New Users</b> and{' '}
        <b>Push Profile Updates</b>, and set <b>Authentication Mode</b> to <b>HTTP Header</b>. Then fill in:
      </>,
    ],
    afterCredentials: [
      <>
        Press <b>Test Connector Configuration</b>, then <b>Save</b>.
      </>,
    ],
    groupsOff: (
      <>
        Leave <b>Push Groups</b> unticked under <b>Supported provisioning actions</b>.
      </>
    ),
    groupsOn: (
      <>
        Tick <b>Push Groups</b> under <b>Supported provisioning actions</b>, and choose the groups on the tab{' '}
        <b>Push Groups</b>.
      </>
    ),
    attributes: (
      <>
        Under <b>Provisioning</b> &gt; <b>To App</b> &gt; <b>Attribute Mappings</b>, keep these rows.
      </>
    ),
    targetHeading: 'Attribute here',
    claimsHow: <>In Okta, add these four to the attribute statements of the application.</>,
    claimSources: { firstName: 'user.firstName', lastName: 'user.lastName', email: 'user.email' },
    start: [
      <>
        Under <b>Provisioning</b> &gt; <b>To App</b>, press <b>Edit</b> and enable <b>Create Users</b>,{' '}
        <b>Update User Attributes</b> and <b>Deactivate Users</b>. Press <b>Save</b>.
      </>,
      <>
        On the tab <b>Assignments</b>, press <b>Assign</b> and assign one person first, then the others.
      </>,
    ],
  },
  other: {
    id: 'other',
    name: 'Another product',
    about: 'Anything that speaks SCIM 2.0',
    called: 'your product',
    urlField: 'SCIM base URL',
    tokenField: 'Bearer token',
    testButton: 'the test of your product',
    application: [
      <>Make an application or a target for SCIM 2.0 in your product.</>,
      <>
        Choose a bearer token in the header <code>Authorization</code> as its authentication.
      </>,
    ],
    credentials: [<>Fill in the address and the token. Products have different names for these fields.</>],
    afterCredentials: [<>Let your product test the connection, or save and let it send its first request.</>],
    groupsOff: <>Do not send groups.</>,
    groupsOn: (
      <>
        Send groups with a <code>displayName</code> that is unique.
      </>
    ),
    attributes: <>Map at least these attributes.</>,
    targetHeading: 'SCIM attribute',
    claimsHow: <>Let your product send these four with each sign-in.</>,
    claimSources: {},
    start: [
      <>Send one person first, and look at the provisioning log here.</>,
      <>
        Then send the others. To take somebody&apos;s access away, send <code>active</code> as{' '}
        <code>false</code>; a <code>DELETE</code> removes the person for good.
      </>,
    ],
  },
};
