import type { components } from './schema.js';

type Schemas = components['schemas'];

export type Person = Schemas['Person'];
export type PeoplePage = Schemas['PeoplePage'];
export type PersonDetail = Schemas['PersonDetail'];
export type ManagedBy = NonNullable<Person['managedBy']>;
export type HistoryEntry = Schemas['HistoryEntry'];
export type Group = Schemas['Group'];
export type Member = Schemas['Member'];
