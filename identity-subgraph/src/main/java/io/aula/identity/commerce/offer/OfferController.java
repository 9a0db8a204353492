package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.course.Course;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Prices in the graph; they are for everybody to see. */
@Controller
class OfferController {
    private final OfferService offers;

    OfferController(OfferService offers, BatchLoaderRegistry loaders) {
        this.offers = offers;
        loaders.<Course, List<Offer>>forName("offersOfCourse")
                .registerMappedBatchLoader((asked, environment) -> Mono.fromSupplier(() -> offers.of(asked)));
    }

    record SetCourseOfferInput(String courseId, List<OfferService.Asked> prices, boolean active) {}

    record SetMembershipOfferInput(
            Offer.Interval interval, List<OfferService.Asked> prices, int trialDays, boolean active) {}

    @QueryMapping
    List<Offer> membershipOffers() {
        return offers.memberships();
    }

    @MutationMapping
    OfferPayload setCourseOffer(@Argument SetCourseOfferInput input) {
        return OfferPayload.of(CourseId.parse(input.courseId())
                .map(id -> offers.setCourse(Caller.require(), id, input.prices(), input.active()))
                .orElseGet(() -> new OfferOutcome.NoSuchCourse(input.courseId())));
    }

    @MutationMapping
    OfferPayload setMembershipOffer(@Argument SetMembershipOfferInput input) {
        return OfferPayload.of(offers.setMembership(
                Caller.require(),
                new Offer.Terms.Membership(input.interval(), input.trialDays()),
                input.prices(),
                input.active()));
    }

    /** In the order of the representations. */
    @EntityMapping("Offer")
    List<@Nullable Offer> offers(List<Map<String, Object>> representations) {
        List<Optional<OfferId>> ids = representations.stream()
                .map(one -> OfferId.parse(String.valueOf(one.get("id"))))
                .toList();
        Map<OfferId, Offer> found = offers
                .byIds(ids.stream().flatMap(Optional::stream).toList())
                .stream()
                .collect(Collectors.toMap(Offer::id, Function.identity()));
        return ids.stream()
                .<@Nullable Offer>map(id -> id.map(found::get).orElse(null))
                .toList();
    }

    @SchemaMapping(typeName = "Course", field = "offers")
    CompletableFuture<List<Offer>> offersOf(Course course, DataLoader<Course, List<Offer>> offersOfCourse) {
        return offersOfCourse.load(course);
    }

    /** A course has one offer, so that the least is its price. */
    @SchemaMapping(typeName = "Course")
    CompletableFuture<@Nullable Money> lowestPrice(
            Course course, @Argument @Nullable String currency, DataLoader<Course, List<Offer>> offersOfCourse) {
        return offersOfCourse
                .load(course)
                .thenApply(found -> found == null || found.isEmpty()
                        ? null
                        : found.getFirst().price(parsed(currency)));
    }

    @SchemaMapping(typeName = "Offer")
    Money price(Offer offer, @Argument @Nullable String currency) {
        return offer.price(parsed(currency));
    }

    /** A currency in which nothing is sold is as one that was not named. */
    private static @Nullable SaleCurrency parsed(@Nullable String currency) {
        return currency == null ? null : SaleCurrency.parse(currency).orElse(null);
    }

    @SchemaMapping(typeName = "Offer")
    String kind(Offer offer) {
        return switch (offer.terms()) {
            case Offer.Terms.OneTime _ -> "ONE_TIME";
            case Offer.Terms.Membership _ -> "SUBSCRIPTION";
        };
    }

    @SchemaMapping(typeName = "Offer")
    Offer.@Nullable Interval interval(Offer offer) {
        return offer.terms() instanceof Offer.Terms.Membership membership ? membership.interval() : null;
    }

    @SchemaMapping(typeName = "Offer")
    int trialDays(Offer offer) {
        return offer.terms() instanceof Offer.Terms.Membership membership ? membership.trialDays() : 0;
    }

    @SchemaMapping(typeName = "Offer")
    boolean coversAll(Offer offer) {
        return offer.terms() instanceof Offer.Terms.Membership;
    }

    @BatchMapping(typeName = "Offer")
    Map<Offer, List<Course>> covers(List<Offer> sources) {
        return offers.covered(sources, Caller.current());
    }
}
