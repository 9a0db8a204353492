package io.aula.social.graphql;

import io.aula.platform.graphql.DomainException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many a client may ask for at once. */
public final class Pages {
    private static final int MOST = 100;

    private Pages() {}

    /** The size, between 1 and 100, or the client's mistake. */
    public static int size(@Nullable Integer first) {
        if (first == null || first < 1 || first > MOST) {
            throw DomainException.badInput("first is compulsory, from 1 to " + MOST + ".");
        }
        return first;
    }

    /** The page itself, when one more than its size was read to see whether another follows. */
    public static <T> List<T> cut(List<T> oneMore, int size) {
        return oneMore.size() > size ? oneMore.subList(0, size) : oneMore;
    }
}
