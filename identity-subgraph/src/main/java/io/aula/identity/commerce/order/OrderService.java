package io.aula.identity.commerce.order;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.payment.Payment;
import io.aula.identity.course.Course;
import io.aula.platform.id.CheckoutId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was paid. */
@Service
public class OrderService {
    private final Orders orders;
    private final Refunds refunds;
    private final Ledger ledger;
    private final Receipts receipts;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final Clock clock;

    OrderService(
            Orders orders,
            Refunds refunds,
            Ledger ledger,
            Receipts receipts,
            AccountService accounts,
            AuditTrail audit,
            Clock clock) {
        this.orders = orders;
        this.refunds = refunds;
        this.ledger = ledger;
        this.receipts = receipts;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What somebody paid for, and by which checkout.
     *
     * @param paymentId the provider's name of the payment
     */
    public record Bought(
            CheckoutId checkoutId, String paymentId, UserId userId, OfferId offerId, CourseId courseId, Money price) {}

    /** What an order opens: all of it, nothing for now, or nothing any more. */
    public enum Right {
        OPEN,
        HELD,
        OVER
    }

    /** An order as it stands after what the provider said. */
    public record Booked(OrderId id, Right right) {}

    /** Books the payment and what became of it, in the caller's transaction; what is booked already is not booked again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Booked book(Bought bought, Payment.Receipt receipt) {
        Standing standing = Standing.of(receipt);
        OrderId id = orders.put(bought, receipt, standing);
        orders.putLine(id, bought);
        SaleCurrency currency = receipt.subtotal().currency();
        if (ledger.enter(
                id, Ledger.Kind.PAYMENT, bought.paymentId(), new Money(receipt.total(), currency), receipt.at())) {
            Order order = orders.byIds(List.of(id)).getFirst();
            receipts.tell(order);
            receipts.tellSellers(order);
        }
        receipt.refunds().forEach(refund -> book(id, refund, currency));
        receipt.disputes().forEach(dispute -> book(id, dispute, currency));
        return new Booked(id, standing.right());
    }

    private void book(OrderId id, Payment.Refund refund, SaleCurrency currency) {
        if (refunds.stand(id, refund)) {
            tellFailed(id, refund.id(), refund.amount());
        }
        switch (refund.state()) {
            case PENDING -> {}
            case SUCCEEDED -> {
                Money sum = new Money(refund.amount(), currency);
                if (ledger.enter(id, Ledger.Kind.REFUND, refund.id(), sum, refund.at())) {
                    receipts.tellRefund(orders.byIds(List.of(id)).getFirst(), refund.amount());
                }
            }
            case FAILED ->
                ledger.reverse(Ledger.Kind.REFUND, Ledger.Kind.REFUND_REVERSED, refund.id(), clock.instant());
        }
    }

    /**
     * That what was promised, or said to be on its way, has not arrived: to its buyer by mail, to staff in the audit log. In the caller's
     * transaction, which has written that it failed.
     *
     * @param name the refund's, here or at the provider
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellFailed(OrderId id, String name, long amount) {
        receipts.tellFailedRefund(orders.byIds(List.of(id)).getFirst(), amount);
        audit.record(null, "refund.failed", id.text(), name);
    }

    private void book(OrderId id, Payment.Dispute dispute, SaleCurrency currency) {
        switch (dispute.state()) {
            case OPEN, LOST ->
                ledger.enter(
                        id, Ledger.Kind.DISPUTE, dispute.id(), new Money(dispute.amount(), currency), dispute.at());
            case WON ->
                ledger.reverse(Ledger.Kind.DISPUTE, Ledger.Kind.DISPUTE_REVERSED, dispute.id(), clock.instant());
        }
    }

    public Map<CheckoutId, Order> byCheckouts(Collection<CheckoutId> checkoutIds) {
        return orders.byCheckouts(checkoutIds);
    }

    public Optional<Order> byId(OrderId id) {
        return orders.byIds(List.of(id)).stream().findFirst();
    }

    /** Held until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Order> lock(OrderId id) {
        return orders.lock(id);
    }

    List<Order> own(Caller caller, Collection<OrderId> ids) {
        return orders.byIds(ids).stream()
                .filter(order -> order.userId().equals(caller.user()))
                .toList();
    }

    /** Everybody's, for administrators; whether the caller is one is looked up live. */
    Optional<Connection<Order>> page(Caller caller, OrderSearch search, Slice slice) {
        return accounts.live(caller)
                .filter(person -> person.has(Role.ADMIN))
                .map(admin -> Connection.of(slice, orders.page(search, slice)));
    }

    /** Of the courses that the caller teaches; of others there is nothing. */
    Map<Course, List<Sales>> sales(Caller caller, Collection<Course> courses, Period period) {
        Account person = accounts.live(caller).orElse(null);
        if (person == null) {
            return Map.of();
        }
        List<Course> taught =
                courses.stream().filter(course -> course.isTaughtBy(person)).toList();
        Map<CourseId, List<Sales>> found =
                orders.sales(taught.stream().map(Course::id).distinct().toList(), period);
        Map<Course, List<Sales>> answers = new HashMap<>();
        taught.forEach(course -> answers.put(course, found.getOrDefault(course.id(), List.of())));
        return answers;
    }

    /** What went back of each of these orders, or is on its way, the first one first. */
    Map<OrderId, List<Refund>> refundsOf(Collection<OrderId> orderIds) {
        return refunds.ofOrders(orderIds);
    }

    /** One's own; nobody else's. */
    Optional<Connection<Order>> page(Caller caller, UserId user, Slice slice) {
        return caller.user().equals(user)
                ? Optional.of(Connection.of(slice, orders.page(user, slice)))
                : Optional.empty();
    }
}
