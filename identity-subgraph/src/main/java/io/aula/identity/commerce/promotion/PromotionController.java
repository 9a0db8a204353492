package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Codes in the graph: for those who made them, and, one at a time, for whoever knows one. */
@Controller
class PromotionController {
    private final PromotionService promotions;
    private final OfferService offers;
    private final CourseService courses;

    PromotionController(PromotionService promotions, OfferService offers, CourseService courses) {
        this.promotions = promotions;
        this.offers = offers;
        this.courses = courses;
    }

    record CreatePromotionInput(
            String idempotencyKey,
            String code,
            @Nullable Integer percentOff,
            PromotionService.@Nullable AskedMoney amountOff,
            @Nullable List<String> courseIds,
            @Nullable Integer maxRedemptions,
            @Nullable Instant expiresAt) {}

    @MutationMapping
    PromotionPayload createPromotion(@Argument CreatePromotionInput input) {
        List<String> ids = input.courseIds();
        Optional<String> unknown = ids == null
                ? Optional.empty()
                : ids.stream().filter(id -> CourseId.parse(id).isEmpty()).findFirst();
        if (unknown.isPresent()) {
            return PromotionPayload.of(new PromotionOutcome.NoSuchCourse(unknown.get()));
        }
        List<CourseId> courseIds = ids == null
                ? null
                : ids.stream().flatMap(id -> CourseId.parse(id).stream()).toList();
        return PromotionPayload.of(promotions.create(
                Caller.require(),
                input.idempotencyKey(),
                new PromotionService.Asked(
                        input.code(),
                        input.percentOff(),
                        input.amountOff(),
                        courseIds,
                        input.maxRedemptions(),
                        input.expiresAt())));
    }

    @MutationMapping
    PromotionPayload endPromotion(@Argument String promotionId) {
        return PromotionPayload.of(PromotionId.parse(promotionId)
                .map(id -> promotions.end(Caller.require(), id))
                .orElseGet(() -> new PromotionOutcome.NoSuchPromotion(promotionId)));
    }

    @QueryMapping
    List<Promotion> membershipPromotions() {
        return promotions
                .ofMembership(Caller.require())
                .orElseThrow(() -> new DomainException(
                        "FORBIDDEN", Messages.of("Solo para la administración.", "For administrators only.")));
    }

    record PromotionCheck(
            @Nullable Money before,
            @Nullable Money after,
            @Nullable UserError refusal) {}

    @QueryMapping
    PromotionCheck checkPromotion(
            @Argument String offerId, @Argument String code, @Argument @Nullable String currency) {
        Offer offer = OfferId.parse(offerId)
                .flatMap(offers::byId)
                .filter(Offer::active)
                .orElse(null);
        if (offer == null) {
            UserError error = new UserError.NotFoundError(
                    "NOT_FOR_SALE",
                    Messages.of("Esto ya no se vende.", "This is no longer for sale."),
                    List.of("offerId"),
                    offerId);
            return new PromotionCheck(null, null, error);
        }
        Money price = offer.price(
                currency == null ? null : SaleCurrency.parse(currency).orElse(null));
        PromotionUse use = promotions.look(Caller.require().user(), code, offer, price);
        return use instanceof PromotionUse.Good(Discount discount)
                ? new PromotionCheck(discount.before(), discount.after(), null)
                : new PromotionCheck(price, null, PromotionUse.error(use, List.of("code")));
    }

    @BatchMapping(typeName = "Course", field = "promotions")
    Map<Course, @Nullable List<Promotion>> ofCourses(List<Course> sources) {
        Map<Course, List<Promotion>> found = promotions.of(Caller.require(), sources);
        Map<Course, @Nullable List<Promotion>> answers = new HashMap<>();
        sources.forEach(course -> answers.put(course, found.get(course)));
        return answers;
    }

    @SchemaMapping(typeName = "Promotion")
    @Nullable
    Integer percentOff(Promotion promotion) {
        return promotion.off() instanceof Promotion.Off.Percent(int of) ? of : null;
    }

    @SchemaMapping(typeName = "Promotion")
    @Nullable
    Money amountOff(Promotion promotion) {
        return promotion.off() instanceof Promotion.Off.Amount(Money money) ? money : null;
    }

    @BatchMapping(typeName = "Promotion")
    Map<Promotion, Integer> redemptions(List<Promotion> sources) {
        Map<PromotionId, Integer> found =
                promotions.redemptions(sources.stream().map(Promotion::id).toList());
        Map<Promotion, Integer> answers = new HashMap<>();
        sources.forEach(each -> answers.put(each, found.getOrDefault(each.id(), 0)));
        return answers;
    }

    @BatchMapping(typeName = "Promotion")
    Map<Promotion, List<Course>> courses(List<Promotion> sources) {
        Map<CourseId, Course> known = courses.byIds(sources.stream()
                .flatMap(each -> each.courses().stream())
                .distinct()
                .toList());
        Map<Promotion, List<Course>> answers = new HashMap<>();
        sources.forEach(each -> answers.put(
                each,
                each.courses().stream()
                        .sorted(Comparator.comparing(CourseId::text))
                        .map(id -> known.getOrDefault(id, Course.unknown(id)))
                        .toList()));
        return answers;
    }
}
