package io.aula.courses.graphql;

import io.aula.platform.graphql.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that is asked for: so many after (or before) a row, found by its keys and never by counting.
 *
 * @param isBackward whether it is counted from the end
 */
public record Slice(int size, Optional<Position> from, boolean isBackward) {
    private static final int MOST = 100;

    /** Where a row stands: its sort value and its id. */
    public record Position(long key, String id) {}

    public static Slice forward(@Nullable Integer first, @Nullable String after) {
        return of(first, after, null, null);
    }

    public static Slice of(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        if (first == null && last == null) {
            throw DomainException.badInput("first or last says how many are wanted");
        }
        int size = first != null ? first : last == null ? 0 : last;
        if (size < 0 || size > MOST) {
            throw DomainException.badInput("at most 100 at once");
        }
        String cursor = first != null ? after : before;
        return new Slice(size, Optional.ofNullable(cursor).map(Slice::decode), first == null);
    }

    public static String encode(long key, String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    private static Position decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return new Position(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
        } catch (RuntimeException e) {
            throw DomainException.badInput("that cursor is not one of ours");
        }
    }
}
