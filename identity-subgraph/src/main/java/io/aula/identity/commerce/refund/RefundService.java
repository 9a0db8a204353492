package io.aula.identity.commerce.refund;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.checkout.Alignment;
import io.aula.identity.commerce.order.Order;
import io.aula.identity.commerce.order.OrderService;
import io.aula.identity.commerce.order.Refund;
import io.aula.identity.commerce.order.Refunds;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.RefundId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives money back: written down first, and then carried out until the provider has said so. */
@Service
public class RefundService {
    private static final int LONGEST_REASON = 500;
    private static final int MOST_AT_ONCE = 100;
    private static final Duration QUIET = Duration.ofMinutes(1);
    /** The gateway waits for eight seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(RefundService.class);

    private final Refunds refunds;
    private final Watched watched;
    private final OrderService orders;
    private final Alignment alignment;
    private final PaymentProvider provider;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final Once once;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RefundService(
            Refunds refunds,
            Watched watched,
            OrderService orders,
            Alignment alignment,
            PaymentProvider provider,
            AccountService accounts,
            AuditTrail audit,
            Once once,
            TransactionTemplate transaction,
            Clock clock) {
        this.refunds = refunds;
        this.watched = watched;
        this.orders = orders;
        this.alignment = alignment;
        this.provider = provider;
        this.accounts = accounts;
        this.audit = audit;
        this.once = once;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is asked for, apart from the key. */
    record Wanted(OrderId orderId, String reason) {}

    private record ByStaff(Wanted wanted) {}

    private sealed interface Noted {
        record Refused(RefundOutcome outcome) implements Noted {}

        /** @param isFresh nobody but this caller has asked the provider for it */
        record Written(Refund refund, boolean isFresh) implements Noted {}
    }

    /** Whose wish it is: a buyer's is bound by the rule, and only of their own orders. */
    enum Asker {
        BUYER,
        STAFF;

        private boolean mayAsk(Account person, Order order) {
            return switch (this) {
                case BUYER -> person.id().equals(order.userId());
                case STAFF -> person.has(Role.ADMIN);
            };
        }

        /** What is compared where a key comes again: one that was used for the one wish is none for the other. */
        private Object compared(Wanted wanted) {
            return switch (this) {
                case BUYER -> wanted;
                case STAFF -> new ByStaff(wanted);
            };
        }

        private RefundEligibility rule(RefundEligibility eligibility) {
            return switch (this) {
                case BUYER -> eligibility;
                case STAFF -> eligibility.byStaff();
            };
        }
    }

    RefundOutcome request(Caller caller, Asker asker, String key, Wanted wanted) {
        if (!IdempotencyKey.isGood(key)) {
            return new RefundOutcome.KeyInvalid();
        }
        if (PlainText.isBlank(wanted.reason()) || wanted.reason().length() > LONGEST_REASON) {
            return new RefundOutcome.ReasonInvalid();
        }
        Noted noted = Objects.requireNonNull(transaction.execute(status -> note(caller, asker, key, wanted)));
        return switch (noted) {
            case Noted.Refused(RefundOutcome outcome) -> outcome;
            case Noted.Written(Refund refund, boolean isFresh) -> {
                boolean isRefused = false;
                try {
                    isRefused = !Deadline.within(PATIENCE, () -> carryOut(refund, isFresh));
                } catch (PaymentsAwayException away) {
                    LOG.warn("Refund {} is carried out when the provider answers", refund.id(), away);
                }
                yield isRefused
                        ? new RefundOutcome.NotCarriedOut()
                        : new RefundOutcome.Granted(
                                orders.byId(refund.orderId()).orElseThrow());
            }
        };
    }

    private Noted note(Caller caller, Asker asker, String key, Wanted wanted) {
        Order order = orders.lock(wanted.orderId())
                .filter(its -> accounts.live(caller)
                        .filter(person -> asker.mayAsk(person, its))
                        .isPresent())
                .orElse(null);
        if (order == null) {
            return new Noted.Refused(
                    new RefundOutcome.NoSuchOrder(wanted.orderId().text()));
        }
        Optional<Refund> before = refunds.asked(order.id());
        if (asker == Asker.BUYER && before.isPresent()) {
            return new Noted.Written(before.get(), false);
        }
        // What staff decide is written down as theirs, or they are told that it was not.
        RefundEligibility rule =
                asker.rule(Objects.requireNonNull(eligibilities(List.of(order)).get(order)));
        RefundEligibility eligibility = before.isPresent() ? rule.onItsWay() : rule;
        AtomicBoolean isFresh = new AtomicBoolean();
        return switch (once.run(caller.userId(), key, asker.compared(wanted), () -> {
            isFresh.set(true);
            return write(caller, order, eligibility, wanted.reason());
        })) {
            case Once.Outcome.KeyReused() -> new Noted.Refused(new RefundOutcome.KeyReused());
            case Once.Outcome.Made(String id) ->
                RefundId.parse(id)
                        .flatMap(refunds::byId)
                        .<Noted>map(refund -> new Noted.Written(refund, isFresh.get()))
                        .orElseGet(() -> new Noted.Refused(refusal(eligibility)));
        };
    }

    /** Where nothing stands against it any more, it was refused the first time, and another key asks anew. */
    private static RefundOutcome refusal(RefundEligibility eligibility) {
        return eligibility.refusal().isPresent()
                ? new RefundOutcome.Refused(eligibility)
                : new RefundOutcome.KeyReused();
    }

    /** @return empty where the rule says no */
    private String write(Caller caller, Order order, RefundEligibility eligibility, String reason) {
        if (eligibility.refusal().isPresent()) {
            return "";
        }
        Refund refund = new Refund(
                RefundId.next(),
                order.id(),
                order.left(),
                Refund.Status.PENDING,
                PlainText.name(reason),
                null,
                clock.instant());
        refunds.insert(refund);
        audit.record(caller.user(), "refund.granted", order.id().text(), refund.amount() + ": " + refund.reason());
        return refund.id().text();
    }

    /**
     * What may have been asked for before is looked for first: the provider remembers keys for a day, and a refund for ever.
     *
     * @return false where the provider refused, or took it and failed: the buyer has less than was promised
     */
    private boolean carryOut(Refund refund, boolean isFresh) {
        Order order = orders.byId(refund.orderId()).orElseThrow();
        if (!isFresh) {
            alignment.align(order.checkoutId());
            Refund now = refunds.byId(refund.id()).orElseThrow();
            if (!now.isToCarryOut()) {
                return now.status() != Refund.Status.FAILED;
            }
        }
        boolean isTaken = provider.refund(refund.id(), order.paymentId(), refund.amount());
        CrashPoints.reach("refund.after-provider");
        alignment.align(order.checkoutId());
        return isTaken
                ? refunds.byId(refund.id()).orElseThrow().status() != Refund.Status.FAILED
                : Boolean.TRUE.equals(transaction.execute(status -> isNothingMissing(refund)));
    }

    /** After the provider refused: whoever asked may have closed the page by then. */
    private boolean isNothingMissing(Refund refund) {
        if (!refunds.refused(refund.id())) {
            return true;
        }
        boolean isAllBack = orders.byId(refund.orderId()).orElseThrow().left() == 0; // by another way, in the meantime
        if (!isAllBack) {
            LOG.error("Refund {} of {} was refused by the provider", refund.id(), refund.orderId());
            orders.tellFailed(refund.orderId(), refund.id().text(), refund.amount());
        }
        return isAllBack;
    }

    /** What the provider has not answered to yet. */
    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT40S")
    public void carryOutPending() {
        if (!provider.isConfigured()) {
            return;
        }
        for (Refund refund : refunds.toCarryOut(clock.instant().minus(QUIET), MOST_AT_ONCE)) {
            try {
                carryOut(refund, false);
            } catch (PaymentsAwayException away) {
                LOG.warn("Refund {} is carried out when the provider answers", refund.id(), away);
                if (away.isOfAll()) {
                    return;
                }
            } catch (RuntimeException broken) {
                LOG.error("Refund {} cannot be carried out", refund.id(), broken);
            }
        }
    }

    /** By what was watched of the course that was watched most. */
    Map<Order, RefundEligibility> eligibilities(Collection<Order> asked) {
        Map<Watched.Key, Double> shares = watched.of(
                asked.stream().flatMap(order -> keys(order).stream()).distinct().toList());
        Map<Order, RefundEligibility> answers = new HashMap<>();
        asked.forEach(order -> answers.put(
                order,
                RefundEligibility.of(
                        order,
                        keys(order).stream()
                                .mapToDouble(key -> shares.getOrDefault(key, 0.0))
                                .max()
                                .orElse(0),
                        clock.instant())));
        return answers;
    }

    private static List<Watched.Key> keys(Order order) {
        return order.lines().stream()
                .flatMap(line -> Optional.ofNullable(line.courseId()).stream())
                .map(course -> new Watched.Key(order.userId(), course))
                .toList();
    }
}
