package io.aula.identity.commerce.membership;

import java.net.URI;

/** What came of a wish about one's membership. */
sealed interface MembershipOutcome {
    record Stands(Membership membership) implements MembershipOutcome {}

    /** The bank wants its holder asked, at this page. */
    record ToConfirm(Membership membership, URI page) implements MembershipOutcome {}

    record Portal(URI page) implements MembershipOutcome {}

    record None() implements MembershipOutcome {}

    /** It is over, or a payment is outstanding, or its end is announced: that comes first. */
    record NotNow(String status) implements MembershipOutcome {}

    record NotForSale(String offerId) implements MembershipOutcome {}

    record NotSoldIn(String currency) implements MembershipOutcome {}

    /** What was shown is not what it would be now. */
    record PreviewStale() implements MembershipOutcome {}

    /** The bank said no, and nothing was changed. */
    record Declined(String code) implements MembershipOutcome {}

    record KeyInvalid() implements MembershipOutcome {}

    record KeyReused() implements MembershipOutcome {}

    record ProviderAway() implements MembershipOutcome {}
}
