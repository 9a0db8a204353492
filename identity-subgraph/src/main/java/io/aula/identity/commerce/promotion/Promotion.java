package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A code that takes something off.
 *
 * @param code in capitals; people may type it as they like
 * @param courses of which it is good; empty of the membership
 * @param maxRedemptions how often it may be used by all together; null for ever
 * @param endedAt when somebody ended it; null while nobody has
 */
public record Promotion(
        PromotionId id,
        String code,
        Off off,
        Set<CourseId> courses,
        @Nullable Integer maxRedemptions,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        UserId createdBy,
        Instant createdAt) {
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{2,29}");

    public Promotion {
        courses = Set.copyOf(courses);
    }

    /** What it takes off. */
    public sealed interface Off {
        /** @param of a hundred, from 1 to 100 */
        record Percent(int of) implements Off {}

        /** Only of what is sold in that currency. */
        record Amount(Money money) implements Off {}
    }

    /** As it is kept, of what somebody typed. */
    static String spelled(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    static boolean isCode(String spelled) {
        return CODE.matcher(spelled).matches();
    }

    public boolean isOfMembership() {
        return courses.isEmpty();
    }

    public boolean isOverAt(Instant moment) {
        return endedAt != null || expiresAt != null && !expiresAt.isAfter(moment);
    }

    /** What is taken off a price, at most all of it, rounded as Stripe rounds; a code of another currency takes nothing. */
    long offOf(Money price) {
        return switch (off) {
            case Off.Percent(int of) -> Math.round(price.amount() * of / 100.0);
            case Off.Amount(Money money) ->
                money.currency() == price.currency() ? Math.min(money.amount(), price.amount()) : 0;
        };
    }
}
