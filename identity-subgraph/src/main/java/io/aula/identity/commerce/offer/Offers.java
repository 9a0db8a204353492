package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what is sold, with its prices. */
@Repository
class Offers {
    private static final String WITH_PRICES = """
            select o.*, p.currencies, p.amounts from offer o cross join lateral
              (select array_agg(currency order by position) as currencies, array_agg(amount order by position) as amounts
                from offer_price where offer_id = o.id) p
            """;

    private final DSLContext sql;

    Offers(DSLContext sql) {
        this.sql = sql;
    }

    List<Offer> byIds(Collection<OfferId> ids) {
        return sql.fetch(WITH_PRICES + " where o.id = any(?::text[])", (Object)
                        ids.stream().map(OfferId::text).toArray(String[]::new))
                .map(Offers::offer);
    }

    /** What is on sale of these courses. */
    List<Offer> activeOf(Collection<CourseId> courses) {
        return sql.fetch(WITH_PRICES + " where o.active and o.course_id = any(?::text[]) order by o.id", (Object)
                        courses.stream().map(CourseId::text).toArray(String[]::new))
                .map(Offers::offer);
    }

    /** The membership as it is on sale, the month first. */
    List<Offer> activeMemberships() {
        return sql.fetch(WITH_PRICES + " where o.active and o.covers_all order by o.billing_interval")
                .map(Offers::offer);
    }

    /** One row for each of what is sold: to be set again is to be changed. @return its id */
    OfferId put(Offer.Terms terms, boolean active, Instant now) {
        return switch (terms) {
            case Offer.Terms.OneTime(CourseId course) -> put("ONE_TIME", course.text(), null, 0, active, now);
            case Offer.Terms.Membership(Offer.Interval interval, int trialDays) ->
                put("SUBSCRIPTION", null, interval.name(), trialDays, active, now);
        };
    }

    private OfferId put(
            String kind,
            @Nullable String course,
            @Nullable String interval,
            int trialDays,
            boolean active,
            Instant now) {
        Record row = sql.fetchOne(
                """
                insert into offer as o (id, kind, course_id, covers_all, billing_interval, trial_days, active, created_at, updated_at)
                  values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                  on conflict (coalesce(course_id, '*'), kind, coalesce(billing_interval, '-')) do update set
                    trial_days = excluded.trial_days, active = excluded.active, updated_at = excluded.updated_at
                  returning id
                """,
                OfferId.next().text(),
                kind,
                course,
                course == null,
                interval,
                trialDays,
                active,
                now.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
        return new OfferId(Objects.requireNonNull(row).get("id", String.class));
    }

    void dropPricesBut(OfferId id, List<Money> prices) {
        sql.execute(
                "delete from offer_price where offer_id = ? and currency <> all(?::text[])",
                id.text(),
                prices.stream().map(price -> price.currency().name()).toArray(String[]::new));
    }

    void putPrices(OfferId id, List<Money> prices) {
        sql.execute(
                """
                insert into offer_price as p (offer_id, currency, amount, position)
                  select ?, * from unnest(?::text[], ?::bigint[], ?::int[])
                  on conflict (offer_id, currency) do update set amount = excluded.amount, position = excluded.position,
                    stripe_price_id = case when p.amount = excluded.amount then p.stripe_price_id end
                """,
                id.text(),
                prices.stream().map(price -> price.currency().name()).toArray(String[]::new),
                prices.stream().map(Money::amount).toArray(Long[]::new),
                IntStream.range(0, prices.size()).boxed().toArray(Integer[]::new));
    }

    Optional<String> product(OfferId id) {
        return sql.fetchOptional(
                        "select stripe_product_id from offer where id = ? and stripe_product_id is not null", id.text())
                .map(row -> row.get(0, String.class));
    }

    void setProduct(OfferId id, String product) {
        sql.execute("update offer set stripe_product_id = ? where id = ?", product, id.text());
    }

    /** How often the provider did not want to work with what was made of this. */
    int attempt(OfferId id) {
        return Objects.requireNonNull(sql.fetchOne("select stripe_attempt from offer where id = ?", id.text()))
                .get(0, Integer.class);
    }

    /** Whoever comes second finds that it is forgotten already, and forgets no newer one. */
    void forgetProduct(OfferId id, String product) {
        int forgotten = sql.execute(
                "update offer set stripe_product_id = null, stripe_attempt = stripe_attempt + 1 where id = ? and stripe_product_id = ?",
                id.text(),
                product);
        if (forgotten == 1) {
            sql.execute("update offer_price set stripe_price_id = null where offer_id = ?", id.text());
        }
    }

    void forgetPrice(OfferId id, String priceAtProvider) {
        int forgotten = sql.execute(
                "update offer_price set stripe_price_id = null where offer_id = ? and stripe_price_id = ?",
                id.text(),
                priceAtProvider);
        if (forgotten == 1) {
            sql.execute("update offer set stripe_attempt = stripe_attempt + 1 where id = ?", id.text());
        }
    }

    Optional<String> priceAtProvider(OfferId id, Money price) {
        return sql.fetchOptional(
                        "select stripe_price_id from offer_price where offer_id = ? and currency = ? and amount = ? and stripe_price_id is not null",
                        id.text(),
                        price.currency().name(),
                        price.amount())
                .map(row -> row.get(0, String.class));
    }

    void setPriceAtProvider(OfferId id, Money price, String priceAtProvider) {
        sql.execute(
                "update offer_price set stripe_price_id = ? where offer_id = ? and currency = ? and amount = ?",
                priceAtProvider,
                id.text(),
                price.currency().name(),
                price.amount());
    }

    private static Offer offer(Record row) {
        String course = row.get("course_id", String.class);
        Offer.Terms terms = course == null
                ? new Offer.Terms.Membership(
                        Offer.Interval.valueOf(row.get("billing_interval", String.class)),
                        row.get("trial_days", Integer.class))
                : new Offer.Terms.OneTime(new CourseId(course));
        List<String> currencies = Arrays.asList(row.get("currencies", String[].class));
        List<Long> amounts = Arrays.asList(row.get("amounts", Long[].class));
        List<Money> prices = IntStream.range(0, currencies.size())
                .mapToObj(i -> new Money(amounts.get(i), SaleCurrency.valueOf(currencies.get(i))))
                .toList();
        return new Offer(new OfferId(row.get("id", String.class)), terms, prices, row.get("active", Boolean.class));
    }
}
