package io.aula.social.documents;

import io.aula.platform.page.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody sees of a list in which much may be kept from them. It is looked through some at a time and only so many times a page,
 * so that no page takes long; where that does not fill it, the next one goes on behind what was looked at.
 *
 * @param seen one more than the page holds, when there is
 * @param place how far the list was looked at; empty when the page is full or the list has ended
 */
public record Stretch<T>(List<T> seen, Optional<Cursor> place) {
    private static final int LOOKS = 10;

    /** So that what is out of sight hides nothing behind it from who reads small pages. */
    private static final int LEAST_AT_ONCE = 100;

    public Stretch {
        seen = List.copyOf(seen);
    }

    public static <T> Stretch<T> nothing() {
        return new Stretch<>(List.of(), Optional.empty());
    }

    /** Reads so many of a list from behind a place on. */
    @FunctionalInterface
    public interface Reader<R> {
        List<R> behind(Optional<Cursor> place, int most);
    }

    /**
     * @param most how many are wanted, the one behind the page included
     * @param placeOf where a row stands
     * @param visible those rows of some that are to be seen, in the same order, as what they are shown as
     */
    public static <R, T> Stretch<T> of(
            Reader<R> list,
            Optional<Cursor> from,
            int most,
            Function<R, Cursor> placeOf,
            Function<List<R>, List<T>> visible) {
        int atOnce = Math.max(most, LEAST_AT_ONCE);
        List<T> seen = new ArrayList<>();
        Optional<Cursor> place = from;
        for (int i = 0; i < LOOKS; i++) {
            List<R> found = list.behind(place, atOnce);
            visible.apply(found).stream().limit(most - seen.size()).forEach(seen::add);
            if (seen.size() == most || found.size() < atOnce) {
                return new Stretch<>(seen, Optional.empty());
            }
            place = Optional.of(placeOf.apply(found.getLast()));
        }
        return new Stretch<>(seen, place);
    }
}
