package io.aula.identity.commerce.order;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SignedMoney;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.OrderId;
import io.aula.platform.id.RefundId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** What was paid, in the graph: one's own, everybody's for staff, and sums for those who teach. */
@Controller
class OrderController {
    private final OrderService orders;
    private final OfferService offers;
    private final CourseService courses;
    private final AccountService accounts;

    OrderController(
            OrderService orders,
            OfferService offers,
            CourseService courses,
            AccountService accounts,
            BatchLoaderRegistry loaders) {
        this.orders = orders;
        this.offers = offers;
        this.courses = courses;
        this.accounts = accounts;
        loaders.<SalesOf, List<Sales>>forName("salesOfCourse")
                .registerMappedBatchLoader((asked, environment) -> Mono.fromSupplier(() -> sales(asked)));
    }

    @QueryMapping
    Connection<Order> orders(
            @Argument @Nullable String query, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(OrderId.PREFIX);
        return orders.page(Caller.require(), OrderSearch.of(query), slice)
                .orElseThrow(() -> new DomainException(
                        "FORBIDDEN", Messages.of("Solo para la administración.", "For administrators only.")));
    }

    /** Whose sales are asked for, by whom, and of when. */
    private record SalesOf(Caller caller, Course course, Period period) {}

    /** A page of courses is one question. */
    private Map<SalesOf, List<Sales>> sales(Collection<SalesOf> asked) {
        Map<SalesOf, List<Sales>> answers = new HashMap<>();
        asked.stream()
                .collect(Collectors.groupingBy(each -> Map.entry(each.caller(), each.period())))
                .forEach((of, all) -> {
                    Map<Course, List<Sales>> found = orders.sales(
                            of.getKey(), all.stream().map(SalesOf::course).toList(), of.getValue());
                    all.forEach(each -> answers.put(each, found.get(each.course())));
                });
        return answers;
    }

    @SchemaMapping(typeName = "Course", field = "sales")
    CompletableFuture<List<Sales>> salesOf(
            Course course, @Argument @Nullable Period range, DataLoader<SalesOf, List<Sales>> salesOfCourse) {
        if (range != null && range.isEmpty()) {
            throw new DomainException(
                    "BAD_USER_INPUT",
                    Messages.of("El final del periodo va después de su principio.", "A period ends after it begins."));
        }
        return salesOfCourse.load(
                new SalesOf(Caller.require(), course, Objects.requireNonNullElse(range, Period.EVER)));
    }

    @SchemaMapping(typeName = "Sales")
    SignedMoney gross(Sales sales) {
        return new SignedMoney(sales.gross(), sales.currency());
    }

    @SchemaMapping(typeName = "Sales", field = "refunds")
    SignedMoney refundsOf(Sales sales) {
        return new SignedMoney(sales.refunds(), sales.currency());
    }

    @SchemaMapping(typeName = "Sales")
    SignedMoney net(Sales sales) {
        return new SignedMoney(sales.net(), sales.currency());
    }

    /** One that went back, or is on its way, with what it is of. */
    record RefundOf(Refund refund, Money amount) {}

    @BatchMapping(typeName = "Order")
    Map<Order, List<RefundOf>> refunds(List<Order> sources) {
        Map<OrderId, List<Refund>> found =
                orders.refundsOf(sources.stream().map(Order::id).toList());
        Map<Order, List<RefundOf>> answers = new HashMap<>();
        sources.forEach(order -> answers.put(
                order,
                found.getOrDefault(order.id(), List.of()).stream()
                        .map(refund -> new RefundOf(refund, order.money(refund.amount())))
                        .toList()));
        return answers;
    }

    @SchemaMapping(typeName = "Refund")
    RefundId id(RefundOf refund) {
        return refund.refund().id();
    }

    @SchemaMapping(typeName = "Refund")
    Refund.Status status(RefundOf refund) {
        return refund.refund().status();
    }

    @SchemaMapping(typeName = "Refund")
    @Nullable
    String reason(RefundOf refund) {
        return refund.refund().reason();
    }

    @SchemaMapping(typeName = "Refund")
    Instant createdAt(RefundOf refund) {
        return refund.refund().createdAt();
    }

    @BatchMapping(typeName = "Order")
    Map<Order, Account> buyer(List<Order> sources) {
        Map<UserId, Account> people =
                accounts.byIds(sources.stream().map(Order::userId).distinct().toList());
        Map<Order, Account> answers = new HashMap<>();
        sources.forEach(order -> answers.put(order, people.get(order.userId())));
        return answers;
    }

    @SchemaMapping(typeName = "User", field = "orders")
    @Nullable
    Connection<Order> ordersOf(Account user, @Argument @Nullable Integer first, @Argument @Nullable String after) {
        Slice slice = Slice.forward(first, after).ofList(OrderId.PREFIX);
        return orders.page(Caller.require(), user.id(), slice).orElse(null);
    }

    @EntityMapping("Order")
    List<@Nullable Order> byReference(List<Map<String, Object>> representations) {
        List<Optional<OrderId>> ids = representations.stream()
                .map(one -> OrderId.parse(String.valueOf(one.get("id"))))
                .toList();
        List<OrderId> known = ids.stream().flatMap(Optional::stream).toList();
        Map<OrderId, Order> found = Caller.current().map(caller -> orders.own(caller, known)).orElse(List.of()).stream()
                .collect(Collectors.toMap(Order::id, Function.identity()));
        return ids.stream()
                .<@Nullable Order>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    @SchemaMapping(typeName = "Order")
    Money subtotal(Order order) {
        return order.money(order.subtotal());
    }

    @SchemaMapping(typeName = "Order")
    Money discount(Order order) {
        return order.money(order.discount());
    }

    @SchemaMapping(typeName = "Order")
    Money tax(Order order) {
        return order.money(order.tax());
    }

    @SchemaMapping(typeName = "Order")
    Money total(Order order) {
        return order.money(order.total());
    }

    @SchemaMapping(typeName = "Order")
    Money refunded(Order order) {
        return order.money(order.refunded());
    }

    @SchemaMapping(typeName = "Order")
    List<OrderLine> lines(Order order) {
        return order.lines().stream()
                .map(line -> new OrderLine(line, order.money(line.amount())))
                .toList();
    }

    /** A line with what it cost. */
    record OrderLine(Order.Line line, Money amount) {}

    @SchemaMapping(typeName = "OrderLine")
    int quantity(OrderLine line) {
        return line.line().quantity();
    }

    @BatchMapping(typeName = "OrderLine", field = "offer")
    Map<OrderLine, Offer> offerOfLine(List<OrderLine> sources) {
        Map<OfferId, Offer> known =
                byId(sources.stream().map(each -> each.line().offerId()).toList());
        Map<OrderLine, Offer> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, known.get(each.line().offerId())));
        return answers;
    }

    @BatchMapping(typeName = "OrderLine")
    Map<OrderLine, Course> course(List<OrderLine> sources) {
        Map<CourseId, Course> known = courses.byIds(sources.stream()
                .map(each -> each.line().courseId())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<OrderLine, Course> answers = new HashMap<>();
        sources.forEach(each -> {
            CourseId id = each.line().courseId();
            answers.put(each, id == null ? null : known.getOrDefault(id, Course.unknown(id)));
        });
        return answers;
    }

    private Map<OfferId, Offer> byId(List<OfferId> ids) {
        return offers.byIds(ids).stream().collect(Collectors.toMap(Offer::id, Function.identity()));
    }
}
