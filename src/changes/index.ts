export type { Actor as ChangeActor, Author, Change, ChangeKind, NewChange } from './change.js';
export { ChangesModule } from './changes.module.js';
export { ChangesRepository } from './changes.repository.js';
export type { PlacedChange } from './changes.repository.js';
export { withoutHidden } from './without-hidden.js';
export { HistoryNotFoundError } from './history-not-found.error.js';
export { PEOPLE_CHANGED, tellPeopleChanged } from './people-changed.js';
export { recordChanges } from './record-changes.js';
