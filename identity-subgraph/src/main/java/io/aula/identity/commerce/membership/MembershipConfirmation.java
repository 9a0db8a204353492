package io.aula.identity.commerce.membership;

import io.aula.identity.IdentityProperties;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.payment.Subscription;
import io.aula.identity.commerce.payment.SubscriptionProvider;
import io.aula.platform.security.Caller;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** A change that the member's bank wants confirmed: the way to its page, and out of it again. */
@Service
class MembershipConfirmation {
    private final Memberships memberships;
    private final MembershipAlignment alignment;
    private final MemberActs acts;
    private final SubscriptionProvider provider;
    private final AuditTrail audit;
    private final IdentityProperties properties;

    MembershipConfirmation(
            Memberships memberships,
            MembershipAlignment alignment,
            MemberActs acts,
            SubscriptionProvider provider,
            AuditTrail audit,
            IdentityProperties properties) {
        this.memberships = memberships;
        this.alignment = alignment;
        this.acts = acts;
        this.provider = provider;
        this.audit = audit;
        this.properties = properties;
    }

    /** The way to the bank once more, for whoever left its page. */
    MembershipOutcome confirm(Caller caller) {
        return acts.acting(caller, this::of);
    }

    /** What was confirmed in the meantime stands. */
    MembershipOutcome of(Membership membership) {
        Subscription read = provider.read(membership.subscriptionId()).orElse(null);
        Subscription.Pending pending = read == null ? null : read.pending();
        Optional<URI> page = read == null || pending == null ? Optional.empty() : page(read, pending);
        alignment.align(membership.id());
        Membership now = memberships.byId(membership.id()).orElseThrow();
        return page.<MembershipOutcome>map(address -> new MembershipOutcome.ToConfirm(now, address))
                .orElseGet(() -> new MembershipOutcome.Stands(now));
    }

    /** The bank's; where its holder has said no there, that of the bill, which takes another card. */
    private Optional<URI> page(Subscription read, Subscription.Pending pending) {
        URI back = URI.create(properties.issuer() + "/membership?confirmed");
        return Optional.ofNullable(pending.paymentId())
                .flatMap(payment -> provider.confirmation(payment, back))
                .or(() -> read.invoices().stream()
                        .filter(invoice -> invoice.id().equals(pending.invoiceId()))
                        .filter(invoice -> invoice.status() == Subscription.Invoice.Status.OPEN)
                        .findFirst()
                        .flatMap(invoice -> Optional.ofNullable(invoice.url()).map(URI::create)));
    }

    /** Nothing is changed after all; where it was confirmed just now it stands as it is. */
    MembershipOutcome drop(Caller caller) {
        return acts.acting(caller, membership -> {
            Membership.Pending pending = membership.pending();
            if (pending != null) {
                provider.drop(pending.invoiceId());
                audit.record(
                        caller.user(),
                        "membership.change-dropped",
                        membership.id().text(),
                        pending.offerId().text());
            }
            alignment.align(membership.id());
            return acts.stands(membership);
        });
    }
}
