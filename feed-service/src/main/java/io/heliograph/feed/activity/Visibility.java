package io.heliograph.feed.activity;

import java.util.Set;

/**
 * Who may see an activity, besides its actor. What is not public is never published on {@code feed:<id>}: whoever has the grant for that channel would get
 * it. It goes to timelines of those who may see it, and to pages that they ask for.
 */
public sealed interface Visibility {
    /** The form of the column and of screens, without the users: who else was told is nobody's business. */
    String wireName();

    /** Whether the channel of the feed may be told. */
    boolean isPublic();

    /** @param follows whether the viewer follows one of its feeds */
    boolean allows(String viewer, boolean follows);

    /** Whoever may see the feed. */
    record Everybody() implements Visibility {
        @Override
        public String wireName() {
            return "public";
        }

        @Override
        public boolean isPublic() {
            return true;
        }

        @Override
        public boolean allows(String viewer, boolean follows) {
            return true;
        }
    }

    /** The followers of its feeds. */
    record Followers() implements Visibility {
        @Override
        public String wireName() {
            return "followers";
        }

        @Override
        public boolean isPublic() {
            return false;
        }

        @Override
        public boolean allows(String viewer, boolean follows) {
            return follows;
        }
    }

    /** Those listed. On their timelines it is when they follow one of its feeds. */
    record Users(Set<String> users) implements Visibility {
        public Users {
            users = Set.copyOf(users);
        }

        @Override
        public String wireName() {
            return "users";
        }

        @Override
        public boolean isPublic() {
            return false;
        }

        @Override
        public boolean allows(String viewer, boolean follows) {
            return users.contains(viewer);
        }
    }
}
