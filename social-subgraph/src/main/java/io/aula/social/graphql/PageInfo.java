package io.aula.social.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ends, and whether another follows. */
public record PageInfo(
        boolean hasNextPage,
        boolean hasPreviousPage,
        @Nullable String startCursor,
        @Nullable String endCursor) {

    /** @param cursors of the page's edges, in order */
    public static PageInfo of(List<String> cursors, boolean hasNext, boolean hasPrevious) {
        return cursors.isEmpty()
                ? new PageInfo(hasNext, hasPrevious, null, null)
                : new PageInfo(hasNext, hasPrevious, cursors.getFirst(), cursors.getLast());
    }
}
