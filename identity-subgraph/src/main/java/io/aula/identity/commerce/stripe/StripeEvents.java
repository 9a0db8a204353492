package io.aula.identity.commerce.stripe;

import static io.aula.identity.commerce.stripe.StripeCalls.call;
import static io.aula.identity.commerce.stripe.StripeCalls.find;

import com.stripe.StripeClient;
import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import io.aula.identity.commerce.payment.Notice;
import io.aula.identity.commerce.payment.NoticeLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's list of events, which it keeps for 30 days (docs.stripe.com/api/events/list). */
@Component
final class StripeEvents implements NoticeLog {
    /** What this service follows: docs/production.md names the same for the webhook. The list takes 20 at most. */
    static final List<String> TYPES = List.of(
            "checkout.session.completed",
            "checkout.session.async_payment_succeeded",
            "checkout.session.async_payment_failed",
            "checkout.session.expired",
            "payment_intent.payment_failed",
            "charge.refunded",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "customer.subscription.paused",
            "customer.subscription.resumed",
            "invoice.paid",
            "invoice.payment_failed",
            "customer.updated");

    /** Where nothing is known yet, at most this many pages back. */
    private static final int MOST_PAGES = 100;

    private static final Logger LOG = LoggerFactory.getLogger(StripeEvents.class);

    private final StripeClient stripe;
    private final StripeNotices notices;
    private final JsonMapper json;

    StripeEvents(StripeClient stripe, StripeNotices notices, JsonMapper json) {
        this.stripe = stripe;
        this.notices = notices;
        this.json = json;
    }

    @Override
    public List<Notice> next(@Nullable String after, Instant earliest) {
        Optional<List<Event>> following = after == null
                ? Optional.empty()
                : find(
                        "read events after " + after,
                        options -> stripe.v1()
                                .events()
                                .list(page().setEndingBefore(after).build(), options)
                                .getData());
        return following.orElseGet(() -> since(earliest)).reversed().stream()
                .map(this::notice)
                .toList();
    }

    /** The newest first, as Stripe lists them. */
    private List<Event> since(Instant earliest) {
        EventListParams.Created created = EventListParams.Created.builder()
                .setGte(earliest.getEpochSecond())
                .build();
        List<Event> all = new ArrayList<>();
        boolean hasMore = true;
        for (int page = 0; page < MOST_PAGES && hasMore; page++) {
            EventListParams.Builder wanted = page().setCreated(created);
            if (!all.isEmpty()) {
                wanted.setStartingAfter(all.getLast().getId());
            }
            var found = call(
                    "read events since " + earliest,
                    options -> stripe.v1().events().list(wanted.build(), options));
            all.addAll(found.getData());
            hasMore = Boolean.TRUE.equals(found.getHasMore());
        }
        if (hasMore) {
            LOG.error(
                    "Events before {} were not read: somebody has to look at what they were about",
                    all.getLast().getId());
        }
        return all;
    }

    private static EventListParams.Builder page() {
        return EventListParams.builder().addAllType(TYPES).setLimit((long) PAGE);
    }

    private Notice notice(Event event) {
        return notices.notice(
                new StripeNotices.Envelope(
                        event.getId(), event.getType(), event.getCreated(), Boolean.TRUE.equals(event.getLivemode())),
                json.readTree(event.getDataObjectDeserializer().getRawJson()));
    }
}
