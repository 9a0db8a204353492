package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What something is sold by.
 *
 * @param prices one in each currency, at least one; the first is for whoever names no currency
 * @param active whether it can be bought
 */
public record Offer(OfferId id, Terms terms, List<Money> prices, boolean active) {
    /** As members read it on their bills, in whatever language. */
    public static final String MEMBERSHIP_NAME = "Aula";

    public Offer {
        prices = List.copyOf(prices);
        if (prices.isEmpty()) {
            throw new IllegalArgumentException(id + " has no price, which never means free");
        }
    }

    /** What is sold, and how often it is paid. There is one offer for each. */
    public sealed interface Terms {
        /** A course, paid once. */
        record OneTime(CourseId course) implements Terms {}

        /** All courses, for as long as it is paid. */
        record Membership(Interval interval, int trialDays) implements Terms {}
    }

    public enum Interval {
        MONTH,
        YEAR
    }

    /** In that currency where there is a price in it, else the first. */
    public Money price(@Nullable SaleCurrency wanted) {
        return in(wanted).orElseGet(prices::getFirst);
    }

    public Optional<Money> in(@Nullable SaleCurrency wanted) {
        return prices.stream().filter(price -> price.currency() == wanted).findFirst();
    }
}
