package io.aula.identity.commerce.checkout;

import io.aula.identity.commerce.membership.MembershipService;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.identity.entitlement.EntitlementService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether somebody may pay for something now: asked when they begin, and again of pages that are open. */
@Component
class Purchasable {
    private final CourseService courses;
    private final EntitlementService rights;
    private final MembershipService memberships;

    Purchasable(CourseService courses, EntitlementService rights, MembershipService memberships) {
        this.courses = courses;
        this.rights = rights;
        this.memberships = memberships;
    }

    /** Why not; empty where they may. */
    Optional<CheckoutOutcome> refuse(UserId buyer, Offer offer) {
        if (!offer.active()) {
            return Optional.of(new CheckoutOutcome.NotForSale(offer.id().text()));
        }
        return OfferService.courseOf(offer)
                .map(course -> refuse(buyer, offer, course))
                .orElseGet(() -> refuse(buyer));
    }

    private Optional<CheckoutOutcome> refuse(UserId buyer) {
        return memberships.of(buyer).filter(membership -> !membership.isOver()).isPresent()
                ? Optional.of(new CheckoutOutcome.AlreadyMember())
                : Optional.empty();
    }

    private Optional<CheckoutOutcome> refuse(UserId buyer, Offer offer, CourseId id) {
        Course course = courses.byId(id).orElse(null);
        Boolean isFree = course == null ? null : course.isFree();
        if (course == null || isFree == null) { // Nobody has said yet, and unknown is not free.
            return Optional.of(new CheckoutOutcome.NotForSale(offer.id().text()));
        }
        if (isFree) {
            return Optional.of(new CheckoutOutcome.IsFree());
        }
        if (rights.owns(buyer, id)) {
            return Optional.of(new CheckoutOutcome.AlreadyOwned());
        }
        // Nobody could begin it: what was paid would open nothing.
        return course.isOpen()
                ? Optional.empty()
                : Optional.of(new CheckoutOutcome.NotForSale(offer.id().text()));
    }
}
