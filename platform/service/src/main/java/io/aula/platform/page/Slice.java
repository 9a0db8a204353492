package io.aula.platform.page;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that is asked for: so many after (or before) a row, found by its keys and never by counting.
 *
 * @param size at most 100
 * @param isBackward whether it is counted from the end
 * @param sort in which order, of a list that can be read in several; empty of others
 */
public record Slice(int size, Optional<Cursor> from, boolean isBackward, String sort) {
    private static final int MOST = 100;
    private static final int ALPHABET = 26;

    public static Slice forward(@Nullable Integer first, @Nullable String after) {
        return of(first, after, null, null);
    }

    /** What is no slice is {@code BAD_USER_INPUT}. */
    public static Slice of(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        if ((first == null) == (last == null)) {
            throw DomainException.badInput(Messages.of(
                    "Di cuántos quieres con first o con last, no con los dos.",
                    "Say how many are wanted with first or with last, not with both."));
        }
        boolean isBackward = first == null;
        int size = sizeOf(isBackward ? last : first);
        if ((isBackward ? after : before) != null) {
            throw DomainException.badInput(Messages.of(
                    "after va con first, y before con last.", "after goes with first, and before with last."));
        }
        return new Slice(size, Optional.ofNullable(isBackward ? before : after).map(Cursor::parse), isBackward, "");
    }

    /** How many of a short list are wanted, from 0 to 100, or {@code BAD_USER_INPUT}. */
    public static int sizeOf(@Nullable Integer wanted) {
        if (wanted == null || wanted < 0 || wanted > MOST) {
            throw DomainException.badInput(Messages.of("Pide de 0 a 100 de una vez.", "Ask for 0 to 100 at once."));
        }
        return wanted;
    }

    /** This slice of a list of such things in its one order; a cursor of another list's is {@code BAD_USER_INPUT}. */
    public Slice ofList(String prefix) {
        return of(prefix, "");
    }

    /** The same of a list that is read in this order of several. With another filter a cursor is still a place in it. */
    public Slice ofList(String prefix, Enum<?> sort) {
        return of(prefix, sort.name());
    }

    /** The same in an order that the words make which are looked for: with others a cursor is no place in it. */
    public Slice ofSearch(String prefix, Enum<?> sort, String words) {
        return of(prefix, sort.name() + "_" + letters(words));
    }

    /** What tells texts apart, well enough that a cursor of another one is noticed. */
    private static String letters(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder();
        for (long rest = sum.getValue(); rest > 0; rest /= ALPHABET) {
            letters.append((char) ('A' + rest % ALPHABET));
        }
        return letters.toString();
    }

    private Slice of(String prefix, String wanted) {
        String argument = isBackward ? "before" : "after";
        if (from.isPresent() && !from.get().id().startsWith(prefix + "_")) {
            throw DomainException.badInput(Messages.of(
                    "El cursor de " + argument + " es de otra lista.",
                    "The cursor of " + argument + " is of another list."));
        }
        if (from.isPresent() && !from.get().sort().equals(wanted)) {
            throw DomainException.badInput(Messages.of(
                    "El cursor de " + argument + " es de esta lista en otro orden; empieza la lista sin él.",
                    "The cursor of " + argument + " is of this list in another order; begin the list without it."));
        }
        return new Slice(size, from, isBackward, wanted);
    }
}
