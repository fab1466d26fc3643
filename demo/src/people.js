/** The people of the page. */
export const PEOPLE = [{ user: 'ann', name: 'Ann' }, { user: 'bob', name: 'Bob' }];

/** What a user is called on the page. */
export const nameOf = (user) => PEOPLE.find((person) => person.user === user)?.name ?? user;
